package dev.freehold.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One page of a browser, spoken to by name.
 *
 * @param id of the session; empty for the browser itself
 */
public record Session(Connection connection, String id) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A page of its own, still blank. */
  public static Session open(Connection connection) throws IOException {
    var browser = new Session(connection, "");
    String target =
        browser.call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    return new Session(
        connection,
        browser
            .call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText());
  }

  public JsonNode call(String method, Map<String, ?> params) throws IOException {
    return call(method, params, PATIENCE);
  }

  public JsonNode call(String method, Map<String, ?> params, Duration within) throws IOException {
    return connection.call(id, method, params, within);
  }

  public void send(String method, Map<String, ?> params, Consumer<Answer> then) throws IOException {
    connection.send(id, method, params, then);
  }

  /**
   * The value of an expression in the page.
   *
   * @throws NoAnswerException when the page is busy for so long, or goes on to another document
   *     while it is asked
   */
  public JsonNode evaluate(String expression, Duration within) throws IOException {
    var asked = Map.of("expression", expression, "returnByValue", true);
    try {
      return call("Runtime.evaluate", asked, within).path("result").path("value");
    } catch (RefusedException e) {
      throw new NoAnswerException(e);
    }
  }
}
