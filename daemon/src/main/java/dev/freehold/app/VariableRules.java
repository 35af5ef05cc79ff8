package dev.freehold.app;

import dev.freehold.base.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a set of variables must be like. No message repeats a value: it may be a secret. */
public final class VariableRules {
  private static final int MOST = 500;
  private static final int LONGEST_NAME = 128;
  private static final int LARGEST_VALUE = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private VariableRules() {}

  /**
   * The variables sorted by name.
   *
   * @throws UserError {@code variable.name-invalid}, {@code variable.value-invalid}, {@code
   *     variable.too-many}
   */
  public static List<Variable> checked(List<Variable> variables) {
    var byName = new TreeMap<String, Variable>();
    for (Variable variable : variables) {
      checkName(variable.name());
      checkValue(variable);
      if (byName.put(variable.name(), variable) != null) {
        throw new IllegalArgumentException("variable " + variable.name() + " is there twice");
      }
    }
    if (byName.size() > MOST) {
      throw new UserError(
          "variable.too-many",
          "The environment would have " + byName.size() + " variables; at most 500 are kept.",
          "Unset those that the app doesn't read any more, or put several values into one.");
    }
    return List.copyOf(byName.values());
  }

  private static void checkName(String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new UserError(
          "variable.name-invalid",
          "'" + Slugs.shown(name) + "' can't be the name of a variable.",
          "Use letters, digits and underscores, no digit first, and at most 128 of them.");
    }
  }

  private static void checkValue(Variable variable) {
    if (variable.value().indexOf('\0') >= 0) {
      throw new UserError(
          "variable.value-invalid",
          "The value of " + variable.name() + " has a NUL character in it.",
          "Give it as text; write binary data as base64.");
    }
    if (variable.value().getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
      throw new UserError(
          "variable.value-invalid",
          "The value of " + variable.name() + " is larger than 64 KiB.",
          "Put the data into a file of the app, or shorten it.");
    }
  }
}
