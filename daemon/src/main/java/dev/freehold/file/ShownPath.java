package dev.freehold.file;

/** A path as it may be shown: what can't be seen, or would change how text reads, is escaped. */
public final class ShownPath {
  private static final int LONGEST = 200;

  private ShownPath() {}

  /** At most 200 characters and an ellipsis. */
  public static String of(String path) {
    var shown = new StringBuilder();
    path.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (isHidden(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return path.codePointCount(0, path.length()) > LONGEST ? shown + "…" : shown.toString();
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
