package dev.freehold.file;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Characters of a name that nobody sees: controls, those that make text read in another order than
 * it is stored, and those without a width. Two names that differ only in them look the same.
 */
final class UnseenCharacters {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_VARIATION = 0xFE0F;

  /** Their letters take another shape beside a joiner, so that it is part of the spelling. */
  private static final Set<UnicodeScript> JOINING =
      Set.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private UnseenCharacters() {}

  /** Control characters, and those that make text read in another order than it is stored. */
  static boolean isControl(int c) {
    return Character.getType(c) == Character.CONTROL
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x2028
        || c == 0x2029;
  }

  static boolean in(String name) {
    int before = '/';
    for (int c : name.codePoints().toArray()) {
      if (isUnseen(c) && !joins(before, c)) {
        return true;
      }
      before = c;
    }
    return false;
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT -> true;
      default -> isBlankLetter(c);
    };
  }

  /** Fillers of Hangul and the joiner of graphemes: letters by their type, and blank. */
  private static boolean isBlankLetter(int c) {
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
  }

  private static boolean joins(int before, int c) {
    boolean spelling = JOINING.contains(UnicodeScript.of(before));
    return switch (c) {
      case ZERO_WIDTH_NON_JOINER -> spelling;
      case ZERO_WIDTH_JOINER ->
          spelling
              || before == EMOJI_VARIATION
              || Character.isEmojiModifier(before)
              || Character.isEmojiPresentation(before);
      default -> false;
    };
  }
}
