package dev.freehold.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** A program that writes a name or a kind wrongly shall learn it, not lose what it asked for. */
  private static final JsonMapper STRICT =
      Json.mapper()
          .rebuild()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,100}");
  private static final int LONGEST_REASON = 1_000;

  private JsonBody() {}

  /**
   * The request's body as a {@code type}: exactly its fields, each of its own kind.
   *
   * @throws UserError {@code api.json-invalid} with line and column, {@code api.field-invalid} with
   *     the field's name; and what the record's own constructor throws
   */
  public static <T extends Record> T read(Context context, Class<T> type) {
    ObjectNode body = object(context.bodyAsBytes());
    Set<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw fieldUnknown(name);
              }
            });
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode value = body.get(component.getName());
      boolean given = value != null && !value.isNull();
      if (!given && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw fieldInvalid(component.getName(), "is missing");
      }
    }
    try {
      return STRICT.treeToValue(body, type);
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

  private static UserError fieldUnknown(String field) {
    boolean plain = NAME.matcher(field).matches();
    return fieldInvalid(plain ? field : "…", "is none that this operation knows");
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
    return e instanceof UnrecognizedPropertyException
        ? fieldUnknown(field)
        : fieldInvalid(field, "has a value of the wrong kind");
  }
}
