package dev.freehold.history.parity;

/**
 * Something that two environments have different.
 *
 * @param kind of what it is: {@code variable}, {@code database}, {@code target}
 * @param what it is, by its name where it has one
 * @param from how the first has it, in words; never a secret, and no value of a variable
 * @param to the same of the second
 * @param reason why it is as severe as that, a sentence
 * @param action what to do about it, a command where there is one
 * @param promoted whether it is gone once the first one's release is promoted to the second
 */
public record Difference(
    String kind,
    String what,
    String from,
    String to,
    Severity severity,
    String reason,
    String action,
    boolean promoted) {}
