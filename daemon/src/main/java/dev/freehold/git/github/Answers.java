package dev.freehold.git.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import java.net.http.HttpResponse;
import java.util.Locale;

/** Bodies of answers. */
final class Answers {
  private Answers() {}

  /**
   * @return missing when the body is empty
   * @throws ProviderError {@code github.unreadable} for what is not JSON
   */
  static JsonNode json(String doing, HttpResponse<String> answer) {
    if (answer.body().isBlank()) {
      return MissingNode.getInstance();
    }
    String id = Failures.requestId(answer);
    String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.contains("json")) {
      throw Failures.unreadable(doing, "it is of type '" + type + "'", id, null);
    }
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      // Its message quotes the answer, which may be a token.
      throw Failures.unreadable(doing, "it is not JSON", id, null);
    }
  }
}
