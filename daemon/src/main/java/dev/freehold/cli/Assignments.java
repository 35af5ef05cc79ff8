package dev.freehold.cli;

import dev.freehold.base.UserError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code NAME=VALUE}, and {@code NAME -} or {@code NAME=-} for a value from standard input. */
final class Assignments {
  private Assignments() {}

  /**
   * @param input read at most once
   * @throws UserError {@code var.no-value}, {@code var.one-input}
   */
  static Map<String, String> parse(List<String> words, Supplier<String> input) {
    var values = new LinkedHashMap<String, String>();
    boolean read = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      boolean dashBehind = equals < 0 && i + 1 < words.size() && words.get(i + 1).equals("-");
      String name = equals < 0 ? word : word.substring(0, equals);
      if (name.isEmpty() || equals < 0 && !dashBehind) {
        throw new UserError(
            "var.no-value",
            "No value is given for " + (name.isEmpty() ? "a variable without a name" : name) + ".",
            "Write NAME=VALUE, or 'NAME -' to read the value from standard input.");
      }
      boolean fromInput = dashBehind || word.substring(equals + 1).equals("-");
      if (fromInput && read) {
        throw new UserError(
            "var.one-input",
            "Two values can't both come from standard input.",
            "Set one variable at a time.");
      }
      values.put(name, fromInput ? input.get() : word.substring(equals + 1));
      read |= fromInput;
      i += dashBehind ? 1 : 0;
    }
    return values;
  }
}
