package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where packages come from, besides the public index that pip asks by itself. */
final class Indexes {
  private static final Pattern PUBLIC =
      Pattern.compile(
          "https?://(?:pypi\\.org|pypi\\.python\\.org|files\\.pythonhosted\\.org)(/.*)?");

  private Indexes() {}

  static boolean isPublic(String address) {
    return PUBLIC.matcher(address).matches();
  }

  /**
   * @param named tables with {@code url}, as Poetry, uv and Pipfiles have them
   */
  static List<String> of(JsonNode named) {
    var others = new ArrayList<String>();
    for (JsonNode one : named) {
      String address = one.path("url").asText("");
      if (!address.isEmpty() && !isPublic(address)) {
        others.add(address);
      }
    }
    return List.copyOf(others);
  }

  /** As pip reads it. */
  static String line(String address) {
    return "--extra-index-url " + address;
  }
}
