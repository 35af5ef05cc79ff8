package dev.freehold.history.parity;

/**
 * A way in which two databases can differ.
 *
 * @param thing what has it, in the singular: {@code table}
 * @param things the same in the plural
 * @param reason why it is as severe as that, a sentence
 * @param action what to do about it, a sentence
 */
record DatabaseDifference(
    String thing, String things, Severity severity, String reason, String action) {
  /**
   * A place where it was found.
   *
   * @param name of what has it: {@code orders}
   * @param from how the first has it
   * @param to how the second has it
   */
  record Found(String name, String from, String to) {}
}
