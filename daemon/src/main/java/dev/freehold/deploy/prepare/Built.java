package dev.freehold.deploy.prepare;

import dev.freehold.deploy.model.Question;
import dev.freehold.release.Baked;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Output of the build step.
 *
 * @param artifactId empty when nothing was built
 * @param key what the build depended on
 * @param cached whether an earlier build was taken
 * @param withheld paths of the output that are never published
 * @param baked values that it has inside; empty when nobody knows
 * @param questions that must be answered before it can be built
 */
public record Built(
    String artifactId,
    String key,
    boolean cached,
    List<String> withheld,
    List<String> notes,
    List<Question> questions,
    Optional<Baked> baked) {
  /** Steps that an earlier version stored have no questions. */
  public Built(
      String artifactId,
      String key,
      boolean cached,
      List<String> withheld,
      List<String> notes,
      @Nullable List<Question> questions,
      Optional<Baked> baked) {
    this.artifactId = artifactId;
    this.key = key;
    this.cached = cached;
    this.withheld = withheld;
    this.notes = notes;
    this.questions = questions == null ? List.of() : questions;
    this.baked = baked;
  }

  static Built waitingFor(String key, Question question) {
    return new Built("", key, false, List.of(), List.of(), List.of(question), Optional.empty());
  }
}
