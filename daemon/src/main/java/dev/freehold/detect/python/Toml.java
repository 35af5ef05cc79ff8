package dev.freehold.detect.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

/** The files of package managers for Python: TOML, or JSON where the name does not say. */
final class Toml {
  private static final TomlMapper TOML = new TomlMapper();
  private static final ObjectMapper JSON = new JsonMapper();

  private Toml() {}

  static JsonNode read(String text, String file) throws UnclearPackagesException {
    return read(TOML, text, file + " is not TOML");
  }

  static JsonNode readJson(String text, String file) throws UnclearPackagesException {
    return read(JSON, text, file + " is not JSON");
  }

  private static JsonNode read(ObjectMapper mapper, String text, String otherwise)
      throws UnclearPackagesException {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnclearPackagesException(otherwise + ": " + e.getOriginalMessage());
    }
  }
}
