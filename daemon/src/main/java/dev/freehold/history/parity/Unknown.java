package dev.freehold.history.parity;

/**
 * Something that could not be compared. It is not counted as the same.
 *
 * @param kind as a {@link Difference} has it
 * @param reason why not, a sentence
 */
public record Unknown(String kind, String what, String reason) {}
