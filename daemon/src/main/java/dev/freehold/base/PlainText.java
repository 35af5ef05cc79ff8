package dev.freehold.base;

import java.util.stream.Collectors;

/** Text of strangers, safe to show: in one line, and without what a terminal would act on. */
public final class PlainText {
  private PlainText() {}

  /**
   * The same text with every character that nobody sees written as its number: {@code \u001b}.
   * Letters of all scripts stay, and so do spaces.
   */
  public static String of(String text) {
    return text.codePoints().anyMatch(PlainText::isUnseen)
        ? text.codePoints().mapToObj(PlainText::shown).collect(Collectors.joining())
        : text;
  }

  private static String shown(int c) {
    return isUnseen(c) ? "\\u%04x".formatted(c) : Character.toString(c);
  }

  /**
   * Controls, what turns the direction of reading, breaks of lines, halves of characters, and what
   * is no character.
   */
  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
