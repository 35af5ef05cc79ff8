package dev.freehold.targets.vercel.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.ProviderError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON of an answer, read field by field: what is not as it should be is said and not guessed. */
record Shape(JsonNode json, Reply reply) {
  String text(String field) {
    return maybeText(field).orElseThrow(() -> unreadable("has no text '" + field + "'"));
  }

  Optional<String> maybeText(String field) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw unreadable("has something else than text in '" + field + "'");
    }
    return Optional.of(value.asText());
  }

  long number(String field) {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()) {
      throw unreadable("has no number '" + field + "'");
    }
    return value.asLong();
  }

  boolean flag(String field) {
    return json.path(field).asBoolean();
  }

  Optional<Shape> maybe(String field) {
    JsonNode value = json.path(field);
    return value.isObject() ? Optional.of(new Shape(value, reply)) : Optional.empty();
  }

  List<Shape> list(String field) {
    JsonNode value = json.path(field);
    if (!value.isArray()) {
      throw unreadable("has no list '" + field + "'");
    }
    var list = new ArrayList<Shape>();
    value.forEach(one -> list.add(new Shape(one, reply)));
    return list;
  }

  Map<String, String> texts(String field) {
    var texts = new TreeMap<String, String>();
    json.path(field)
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private ProviderError unreadable(String what) {
    return VercelHttp.unreadable(reply.call(), "it " + what, reply.requestId(), null);
  }
}
