package dev.freehold.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The frames' schemas, which the extension is tested with as well. */
final class Schemas {
  static final Path PROTOCOL = Path.of("protocol");
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonSchema TO_HOST = schema("to-host");
  private static final JsonSchema FROM_HOST = schema("from-host");

  private Schemas() {}

  static Set<ValidationMessage> faults(String direction, JsonNode frame) {
    return switch (direction) {
      case "to-host" -> TO_HOST.validate(frame);
      case "from-host" -> FROM_HOST.validate(frame);
      default -> throw new AssertionError("no direction: " + direction);
    };
  }

  private static JsonSchema schema(String direction) {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(PROTOCOL.resolve(direction + ".schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
