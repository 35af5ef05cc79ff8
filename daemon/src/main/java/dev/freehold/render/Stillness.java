package dev.freehold.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.render.devtools.NoAnswerException;
import dev.freehold.render.devtools.Session;
import java.io.IOException;
import java.time.Duration;

/**
 * What a page says of itself, through {@code stillness.js}.
 *
 * @param shows whether there are words or something to look at
 * @param still how long nothing changed
 * @param putOff whether something is to happen within the next seconds
 */
record Stillness(boolean loaded, boolean shows, Duration still, boolean putOff) {
  /** Of a page that did not say anything yet. */
  static final Stillness NOTHING = new Stillness(false, false, Duration.ZERO, true);

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static Stillness of(Session session) throws IOException {
    try {
      JsonNode said =
          session.evaluate("window.__freeholdLook ? window.__freeholdLook() : null", PATIENCE);
      return said.isObject()
          ? new Stillness(
              said.path("loaded").asBoolean(),
              said.path("shows").asBoolean(),
              Duration.ofMillis(said.path("still").asLong()),
              said.path("putOff").asBoolean())
          : NOTHING;
    } catch (NoAnswerException busy) {
      return NOTHING;
    }
  }
}
