package dev.freehold.check;

/**
 * One result of a check. Never holds the secret it is about.
 *
 * @param id stable for the same rule, file and value, without the file where a secret does not
 *     block: {@code F-3f9a2c81d0}; names it in {@code freehold check allow}
 * @param code {@code check.secret}, {@code check.variable-missing}
 * @param rule the rule that matched: {@code supabase-service-role}
 * @param file path in the tree, or empty when it is about no file
 * @param line from 1; 0 when it is about no line
 * @param message what was found, one sentence
 * @param remedy what to do about it
 */
public record Finding(
    String id,
    Severity severity,
    String code,
    String rule,
    String file,
    int line,
    String message,
    String remedy) {
  /** Only an error blocks a plan. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  public boolean blocks() {
    return severity == Severity.ERROR;
  }
}
