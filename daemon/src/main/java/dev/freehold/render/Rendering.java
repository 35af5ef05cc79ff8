package dev.freehold.render;

import java.nio.ByteBuffer;

/** What came of showing a page. */
public sealed interface Rendering {
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
