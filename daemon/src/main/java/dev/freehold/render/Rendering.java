package dev.freehold.render;

import java.nio.ByteBuffer;

/** What came of showing a page. */
public sealed interface Rendering {
  /** In base64 such a picture fits into one message of 1 MiB to the extension. */
  int LARGEST_PICTURE = 700 * 1024;

  /**
   * @param png read-only
   */
  static Rendering of(ByteBuffer png) {
    return png.remaining() > LARGEST_PICTURE
        ? new NotRendered(Reason.TOO_LARGE, "The picture of the page is over 700 KiB.")
        : new Rendered(png);
  }

  /**
   * @param picture a PNG, read-only
   */
  record Rendered(ByteBuffer picture) implements Rendering {}

  /**
   * @param why one plain sentence
   */
  record NotRendered(Reason reason, String why) implements Rendering {}

  /** Why there is no picture. */
  enum Reason {
    NO_BROWSER,
    TIMED_OUT,
    TOO_LARGE,
    FAILED
  }
}
