package dev.freehold.targets.vercel.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable set of files that has an address of its own.
 *
 * @param host under which it answers, whether it is live or not
 * @param promoted whether it ever was in production
 * @param meta what was written down when it was made
 * @param problem why it failed
 */
public record Deployment(
    String id,
    String host,
    State state,
    boolean production,
    boolean promoted,
    Instant created,
    Map<String, String> meta,
    String creator,
    Optional<String> problem) {

  public enum State {
    COMING,
    READY,
    FAILED
  }

  static Deployment of(Shape shape) {
    String id = shape.maybeText("id").orElseGet(() -> shape.text("uid"));
    String state =
        shape
            .maybeText("readyState")
            .or(() -> shape.maybeText("state"))
            .orElseGet(() -> shape.text("status"));
    return new Deployment(
        id,
        shape.text("url"),
        switch (state) {
          case "READY" -> State.READY;
          case "ERROR", "CANCELED", "DELETED", "BLOCKED" -> State.FAILED;
          default -> State.COMING;
        },
        shape.maybeText("target").equals(Optional.of("production")),
        shape.maybeText("readySubstate").equals(Optional.of("PROMOTED")),
        Instant.ofEpochMilli(shape.number("createdAt")),
        shape.texts("meta"),
        shape.maybe("creator").flatMap(who -> who.maybeText("username")).orElse("somebody"),
        shape.maybeText("errorMessage"));
  }

  public boolean isReady() {
    return state == State.READY;
  }
}
