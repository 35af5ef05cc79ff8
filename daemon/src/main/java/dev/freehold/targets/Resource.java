package dev.freehold.targets;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;

/**
 * Something that a deployment would make or change at a provider.
 *
 * @param kind one word in lower case: {@code site}, {@code rules}, {@code runtime}
 * @param name there
 * @param what a plain sentence
 * @param isReversible whether removing the app takes it away again
 * @param cost what it costs its owner, in a plain sentence; empty when it costs nothing
 */
public record Resource(
    String kind, String name, String what, boolean isReversible, Optional<String> cost) {
  @JsonCreator
  public Resource {}

  /** What costs nothing and goes away with its app. */
  public static Resource free(String kind, String name, String what) {
    return new Resource(kind, name, what, true, Optional.empty());
  }

  /** As plans were stored that knew the sentence alone. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Resource ofSentence(String what) {
    return free("", "", what);
  }
}
