package dev.freehold.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, as clients are told.
 *
 * @param seq grows with every event; a client resumes after the last one it saw
 * @param run the plan or deployment it belongs to
 * @param app the slug of the app it belongs to
 * @param type stable and dotted: {@code step.done}
 * @param data an object whose fields the type decides
 */
public record Event(
    long seq, Optional<String> run, Optional<String> app, Instant at, String type, JsonNode data) {

  /**
   * Which events someone wants; empty means any.
   *
   * @param app a slug
   */
  public record Filter(Optional<String> run, Optional<String> app) {
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

    public static Filter ofRun(String run) {
      return new Filter(Optional.of(run), Optional.empty());
    }

    public static Filter ofApp(String slug) {
      return new Filter(Optional.empty(), Optional.of(slug));
    }
  }
}
