package dev.freehold.file;

import dev.freehold.base.PlainText;

/** A path as it may be shown: in one line, without what a terminal would act on, and not long. */
public final class ShownPath {
  private static final int LONGEST = 200;

  private ShownPath() {}

  /** At most 200 characters of it and an ellipsis. */
  public static String of(String path) {
    if (path.codePointCount(0, path.length()) <= LONGEST) {
      return PlainText.of(path);
    }
    return PlainText.of(path.substring(0, path.offsetByCodePoints(0, LONGEST))) + "…";
  }
}
