package dev.freehold.git.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.ProviderError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JSON of an answer, read field by field: what is not as it should be is said and not guessed.
 *
 * @param doing for messages
 */
record Shape(JsonNode json, String doing, String requestId) {
  String text(String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw unreadable("has no text '" + field + "'");
    }
    return value.asText();
  }

  Optional<String> maybeText(String field) {
    return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  long number(String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()) {
      throw unreadable("has no number '" + field + "'");
    }
    return value.asLong();
  }

  boolean flag(String field) {
    JsonNode value = json.path(field);
    if (!value.isBoolean()) {
      throw unreadable("does not say whether '" + field + "'");
    }
    return value.asBoolean();
  }

  Shape object(String field) {
    return maybe(field).orElseThrow(() -> unreadable("has no '" + field + "'"));
  }

  Optional<Shape> maybe(String field) {
    return Optional.of(json.path(field))
        .filter(JsonNode::isObject)
        .map(value -> new Shape(value, doing, requestId));
  }

  /** The elements of an answer that is a list. */
  List<Shape> elements() {
    if (!json.isArray()) {
      throw unreadable("is no list");
    }
    var list = new ArrayList<Shape>();
    json.forEach(one -> list.add(new Shape(one, doing, requestId)));
    return list;
  }

  /**
   * An address on GitHub's own site, and nowhere else: people open it, and tokens are sent there.
   */
  URI page(String field, Server server) {
    return Addresses.read(text(field))
        .filter(server::isOwnPage)
        .orElseThrow(() -> unreadable("has no address of GitHub's in '" + field + "'"));
  }

  ProviderError unreadable(String what) {
    return Failures.unreadable(doing, "it " + what, requestId, null);
  }
}
