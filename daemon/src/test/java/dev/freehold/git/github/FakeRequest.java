package dev.freehold.git.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.freehold.base.Json;
import dev.freehold.git.github.FakeAnswer.Refusal;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request to the stand-in.
 *
 * @param path as it was sent, with what is encoded in it
 */
record FakeRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  static FakeRequest of(HttpExchange exchange) throws IOException {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new FakeRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        pairs(exchange.getRequestURI().getRawQuery()),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  boolean isFreehold() {
    return header("user-agent").equals("freehold");
  }

  /** The body, which may have these fields only, each of the type that is given. */
  JsonNode json(Map<String, JsonNode> examples, List<String> required) {
    if (!header("content-type").startsWith("application/json")) {
      throw Refusal.of(415, "Unsupported Media Type");
    }
    JsonNode json;
    try {
      json = Json.mapper().readTree(body);
    } catch (IOException e) {
      throw Refusal.of(400, "Problems parsing JSON");
    }
    for (String name : required) {
      if (!json.has(name)) {
        throw Refusal.invalid("Invalid request.\n\n\"" + name + "\" wasn't supplied.");
      }
    }
    json.properties()
        .forEach(
            field -> {
              JsonNode example = examples.get(field.getKey());
              if (example == null || example.getNodeType() != field.getValue().getNodeType()) {
                throw Refusal.invalid("Invalid request.\n\nFor '" + field.getKey() + "'.");
              }
            });
    return json;
  }

  /** A form, or JSON as GitHub also takes it there. */
  Map<String, String> form() {
    String text = new String(body, StandardCharsets.UTF_8);
    if (header("content-type").startsWith("application/x-www-form-urlencoded")) {
      return pairs(text);
    }
    var form = new HashMap<String, String>();
    Json.read(text, JsonNode.class)
        .properties()
        .forEach(field -> form.put(field.getKey(), field.getValue().asText()));
    return form;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, String> pairs(String raw) {
    var pairs = new HashMap<String, String>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        String[] sides = pair.split("=", 2);
        pairs.put(
            URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
            sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
    }
    return pairs;
  }
}
