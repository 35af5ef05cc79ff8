package dev.freehold.targets;

import java.util.List;
import java.util.Optional;

/**
 * Something that connecting asks.
 *
 * @param name one word in lower case; an option of the CLI
 * @param label a few words, as a form shows it
 * @param help a sentence
 * @param isSecret whether it must not be seen, and is kept encrypted
 * @param isRequired whether connecting goes without it
 * @param found what was found on this machine by itself, the likeliest first
 * @param variable of the environment that the command line takes it from when nobody says it
 */
public record Field(
    String name,
    String label,
    String help,
    boolean isSecret,
    boolean isRequired,
    List<Found> found,
    Optional<String> variable) {
  /**
   * @param from where it was found, in a few words: {@code ~/.ssh/config}
   */
  public record Found(String value, String from) {}

  public static Field required(String name, String label, String help, List<Found> found) {
    return new Field(name, label, help, false, true, found, Optional.empty());
  }

  public static Field optional(String name, String label, String help) {
    return new Field(name, label, help, false, false, List.of(), Optional.empty());
  }

  public static Field secret(String name, String label, String help) {
    return new Field(name, label, help, true, true, List.of(), Optional.empty());
  }

  /**
   * A secret that may be found elsewhere.
   *
   * @param variable such as {@code VERCEL_TOKEN}
   */
  public static Field optionalSecret(String name, String label, String help, String variable) {
    return new Field(name, label, help, true, false, List.of(), Optional.of(variable));
  }
}
