package dev.freehold.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's JSON into a record. A component marked {@code @Nullable} may be missing, every
 * other one must be there. No message repeats what was sent: it may be a secret.
 */
public final class JsonBody {
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final int LONGEST_REASON = 1_000;

  private JsonBody() {}

  /**
   * The request's body as a {@code type}.
   *
   * @throws UserError {@code api.json-invalid} with line and column, {@code api.field-invalid} with
   *     the field's name; and what the record's own constructor throws
   */
  public static <T extends Record> T read(Context context, Class<T> type) {
    ObjectNode body = object(context.bodyAsBytes());
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode value = body.get(component.getName());
      boolean given = value != null && !value.isNull();
      if (!given && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw fieldInvalid(component.getName(), "is missing");
      }
    }
    try {
      return Json.mapper().treeToValue(body, type);
    } catch (JsonMappingException e) {
      throw reasonOf(e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is well-formed", e);
    }
  }

  /**
   * Why somebody does something, as the history keeps it; empty when nothing was said.
   *
   * @throws UserError {@code api.field-invalid} when it is longer than 1,000 letters
   */
  static String reason(@Nullable String message) {
    if (message == null) {
      return "";
    }
    if (message.length() > LONGEST_REASON) {
      throw fieldInvalid("message", "is longer than " + LONGEST_REASON + " letters");
    }
    return message;
  }

  static UserError fieldInvalid(String field, String why) {
    return new UserError(
        "api.field-invalid",
        "The field '" + field + "' " + why + ".",
        "GET /v1/openapi.yaml describes what this operation takes.");
  }

  private static ObjectNode object(byte[] bytes) {
    try {
      if (READER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw jsonInvalid("it breaks off or goes wrong at " + position(e.getLocation()));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    throw jsonInvalid("it must be one object in braces");
  }

  private static UserError jsonInvalid(String why) {
    return new UserError(
        "api.json-invalid",
        "The body of this request is not the JSON it should be: " + why + ".",
        "Send one JSON object in UTF-8.");
  }

  private static String position(@Nullable JsonLocation at) {
    return at == null
        ? "an unknown place"
        : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static RuntimeException reasonOf(JsonMappingException e) {
    if (e.getCause() instanceof UserError ofTheRecord) {
      return ofTheRecord;
    }
    String field =
        e.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
            .collect(Collectors.joining("."));
    return fieldInvalid(field, "has a value of the wrong kind");
  }
}
