package dev.freehold.targets;

import java.util.List;

/**
 * Something that connecting asks.
 *
 * @param name one word in lower case; an option of the CLI
 * @param label a few words, as a form shows it
 * @param help a sentence
 * @param isSecret whether it must not be seen, and is kept encrypted
 * @param isRequired whether connecting goes without it
 * @param found what was found on this machine by itself, the likeliest first
 */
public record Field(
    String name,
    String label,
    String help,
    boolean isSecret,
    boolean isRequired,
    List<Found> found) {
  /**
   * @param from where it was found, in a few words: {@code ~/.ssh/config}
   */
  public record Found(String value, String from) {}

  public static Field required(String name, String label, String help, List<Found> found) {
    return new Field(name, label, help, false, true, found);
  }

  public static Field optional(String name, String label, String help) {
    return new Field(name, label, help, false, false, List.of());
  }

  public static Field secret(String name, String label, String help) {
    return new Field(name, label, help, true, true, List.of());
  }
}
