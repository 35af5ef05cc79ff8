package dev.freehold.host;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The frames that go to the extension. */
final class Answers {
  private Answers() {}

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] hello(int protocol, int min, int max, String version) {
    return frame(
        json -> {
          json.writeObjectFieldStart("hello");
          json.writeNumberField("protocol", protocol);
          json.writeNumberField("min", min);
          json.writeNumberField("max", max);
          json.writeStringField("version", version);
          json.writeEndObject();
        });
  }

  static byte[] response(String id, int status) {
    return frame(json -> begin(json, id, status));
  }

  /**
   * @param body JSON that was checked
   */
  static byte[] response(String id, int status, String body) {
    return frame(
        json -> {
          begin(json, id, status);
          raw(json, "body", body);
        });
  }

  static byte[] response(String id, int status, String contentType, byte[] bytes) {
    return frame(
        json -> {
          begin(json, id, status);
          json.writeBinaryField("bytes", bytes);
          json.writeStringField("contentType", contentType);
        });
  }

  /**
   * @param data JSON that was checked
   */
  static byte[] event(String id, long seq, String type, String data) {
    return frame(
        json -> {
          json.writeStringField("id", id);
          json.writeObjectFieldStart("event");
          json.writeNumberField("seq", seq);
          json.writeStringField("type", type);
          raw(json, "data", data);
          json.writeEndObject();
        });
  }

  static byte[] ended(String id) {
    return frame(json -> end(json, id));
  }

  static byte[] ended(String id, Trouble trouble) {
    return frame(
        json -> {
          end(json, id);
          error(json, trouble);
        });
  }

  static byte[] error(Optional<String> id, Trouble trouble) {
    return frame(
        json -> {
          if (id.isPresent()) {
            json.writeStringField("id", id.get());
          }
          error(json, trouble);
        });
  }

  private static void begin(JsonGenerator json, String id, int status) throws IOException {
    json.writeStringField("id", id);
    json.writeNumberField("status", status);
  }

  private static void end(JsonGenerator json, String id) throws IOException {
    json.writeStringField("id", id);
    json.writeBooleanField("ended", true);
  }

  private static void error(JsonGenerator json, Trouble trouble) throws IOException {
    json.writeObjectFieldStart("error");
    json.writeStringField("code", trouble.code());
    json.writeStringField("message", trouble.message());
    json.writeStringField("remedy", trouble.remedy());
    json.writeEndObject();
  }

  private static void raw(JsonGenerator json, String name, String value) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue(value);
  }

  private static byte[] frame(Content content) {
    var text = new StringWriter();
    try (JsonGenerator json = JsonText.STRICT.createGenerator(text)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
