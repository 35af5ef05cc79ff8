package dev.freehold.host;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A JSON object whose values stay the text that they came as. */
final class RawObject {
  /** Digits of a number that JavaScript holds exactly. */
  private static final int SAFE_DIGITS = 15;

  private final Map<String, Value> fields;

  private record Value(JsonToken kind, String json) {}

  private RawObject(Map<String, Value> fields) {
    this.fields = fields;
  }

  static RawObject parse(String text) throws Refusal {
    var fields = new HashMap<String, Value>();
    try (JsonParser parser = JsonText.STRICT.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw JsonText.notAnObject();
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken kind = parser.nextToken();
        int from = offset(parser.currentTokenLocation().getCharOffset());
        parser.skipChildren();
        parser.finishToken();
        int to = offset(parser.currentLocation().getCharOffset());
        fields.put(name, new Value(kind, text.substring(from, to)));
      }
      if (parser.nextToken() != null) {
        throw JsonText.notAnObject();
      }
    } catch (IOException e) {
      throw JsonText.invalid(e);
    }
    return new RawObject(fields);
  }

  private static int offset(long offset) {
    return Math.toIntExact(offset);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean hasOnly(Set<String> names) {
    return names.containsAll(fields.keySet());
  }

  /** The field's JSON, as it came. */
  Optional<String> json(String name) {
    return Optional.ofNullable(fields.get(name)).map(Value::json);
  }

  Optional<String> string(String name) {
    return of(JsonToken.VALUE_STRING, name).map(JsonText::string);
  }

  boolean isTrue(String name) {
    return of(JsonToken.VALUE_TRUE, name).isPresent();
  }

  /** A whole number that is not negative. */
  OptionalLong number(String name) {
    Optional<String> digits =
        of(JsonToken.VALUE_NUMBER_INT, name)
            .filter(json -> !json.startsWith("-") && json.length() <= SAFE_DIGITS);
    return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits.get()));
  }

  Optional<RawObject> object(String name) throws Refusal {
    Optional<String> json = of(JsonToken.START_OBJECT, name);
    return json.isEmpty() ? Optional.empty() : Optional.of(parse(json.get()));
  }

  private Optional<String> of(JsonToken kind, String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(value -> value.kind() == kind)
        .map(Value::json);
  }
}
