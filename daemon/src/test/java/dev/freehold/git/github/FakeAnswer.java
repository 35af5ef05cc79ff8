package dev.freehold.git.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer of the stand-in. */
record FakeAnswer(int status, String type, Map<String, String> headers, byte[] body) {
  static FakeAnswer json(int status, Object body) {
    return new FakeAnswer(
        status,
        "application/json; charset=utf-8",
        Map.of(),
        Json.write(body).getBytes(StandardCharsets.UTF_8));
  }

  static FakeAnswer page(int status) {
    return new FakeAnswer(
        status, "text/html", Map.of(), "<h1>Hotel</h1>".getBytes(StandardCharsets.UTF_8));
  }

  FakeAnswer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new FakeAnswer(status, type, more, body);
  }

  /** Errors as GitHub words them. */
  static final class Refusal extends RuntimeException {
    final FakeAnswer answer;

    private Refusal(FakeAnswer answer) {
      super(new String(answer.body(), StandardCharsets.UTF_8));
      this.answer = answer;
    }

    static Refusal of(int status, String message) {
      return new Refusal(
          json(
              status,
              Map.of(
                  "message",
                  message,
                  "documentation_url",
                  "https://docs.github.com/rest",
                  "status",
                  String.valueOf(status))));
    }

    static Refusal notFound() {
      return of(404, "Not Found");
    }

    static Refusal invalid(String message, JsonNode... errors) {
      return new Refusal(
          json(
              422,
              Map.of(
                  "message",
                  message,
                  "errors",
                  List.of(errors),
                  "documentation_url",
                  "https://docs.github.com/rest",
                  "status",
                  "422")));
    }

    Refusal with(String name, String value) {
      return new Refusal(answer.with(name, value));
    }
  }

  static JsonNode error(String resource, String field, String code, String message) {
    var error = Json.mapper().createObjectNode().put("resource", resource).put("code", code);
    if (!field.isEmpty()) {
      error.put("field", field);
    }
    if (!message.isEmpty()) {
      error.put("message", message);
    }
    return error;
  }
}
