package dev.freehold.targets.site;

import dev.freehold.base.Json;
import java.util.Map;

/**
 * {@code /__freehold/env.js}: the values that the page looks up. JSON in a script needs more than
 * JSON's own escapes: nothing may end a script element, and U+2028 and U+2029 were line ends in
 * older scripts.
 */
public final class EnvScript {
  public static final String PATH = "__freehold/env.js";

  private EnvScript() {}

  public static String of(Map<String, String> variables) {
    String json =
        Json.write(variables)
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029");
    return "globalThis.__FREEHOLD_ENV__=" + json + ";\n";
  }
}
