package dev.freehold.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Optional;

/** The one JSON mapper: camelCase, times in RFC 3339 with milliseconds, enums in lower case. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new LowerCaseEnums())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addSerializer(Instant.class, new MillisecondInstant()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .build();

  /** Field order is that of the record; used where people read the text. */
  private static final JsonMapper IN_ORDER =
      MAPPER.rebuild().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

  private Json() {}

  public static JsonMapper mapper() {
    return IN_ORDER;
  }

  public static String write(Object value) {
    try {
      return IN_ORDER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** For people to read. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Properties sorted by name and no white space: the same value gives the same bytes. */
  public static String canonical(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
    }
  }

  /** For text that Freehold itself wrote; what comes from outside is parsed where it comes in. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return IN_ORDER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON of a " + type.getSimpleName(), e);
    }
  }

  /** Empty for text of others that has another shape. */
  public static <T> Optional<T> maybe(String text, Class<T> type) {
    try {
      return Optional.ofNullable(IN_ORDER.readValue(text, type));
    } catch (JsonProcessingException otherwise) {
      return Optional.empty();
    }
  }

  public static JsonNode tree(Object value) {
    return IN_ORDER.valueToTree(value);
  }
}
