package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.NearNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a person says to the fields of a driver, as options or in a terminal.
 *
 * @param json whether nobody can be asked
 */
record FieldValues(Session session, JsonNode driver, boolean json) {
  /**
   * From the options, a word without one for what is asked first, the environment, and the
   * terminal.
   */
  Map<String, String> of(List<String> given) {
    List<JsonNode> fields = driver.path("fields").valueStream().toList();
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < given.size(); i++) {
      String word = given.get(i);
      boolean option = word.startsWith("--");
      boolean joined = option && word.contains("=");
      if (option && !joined && i + 1 == given.size()) {
        throw Failure.misused(word + " needs a value.", "See what it takes: freehold target add");
      }
      JsonNode field =
          option ? field(fields, word.substring(2).replaceFirst("=.*", "")) : fields.getFirst();
      String value =
          joined ? word.substring(word.indexOf('=') + 1) : option ? given.get(++i) : word;
      if (values.putIfAbsent(field.path("name").asText(), value(field, value)) != null) {
        throw Failure.misused(
            "'" + word + "' is one too many.", "See what it takes: freehold target add");
      }
    }
    fields.forEach(field -> ofEnvironment(field, values));
    fields.stream()
        .filter(field -> !values.containsKey(field.path("name").asText()))
        .filter(field -> field.path("isRequired").asBoolean())
        .forEach(field -> values.put(field.path("name").asText(), asked(field)));
    return values;
  }

  private void ofEnvironment(JsonNode field, Map<String, String> values) {
    String found =
        session.surroundings().environment().getOrDefault(field.path("variable").asText(), "");
    if (!found.isBlank()) {
      values.putIfAbsent(field.path("name").asText(), found.strip());
    }
  }

  private static JsonNode field(List<JsonNode> fields, String name) {
    List<String> names = fields.stream().map(field -> field.path("name").asText()).toList();
    return fields.stream()
        .filter(field -> field.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.misused(
                    "'freehold target add' has no option --" + name + ".",
                    "See what it takes: freehold target add." + NearNames.hint(name, names)));
  }

  /** Other users of this machine see the words of a command line. */
  private String value(JsonNode field, String said) {
    if (!field.path("isSecret").asBoolean()) {
      return said;
    }
    if (!said.equals("-")) {
      throw Failure.misused(
          "The value of --"
              + field.path("name").asText()
              + " is a secret, and can't be an option:"
              + " others on this machine could read it.",
          "Leave it out and it is asked for, or give it through standard input: --"
              + field.path("name").asText()
              + " -");
    }
    return session.terminal().value();
  }

  private String asked(JsonNode field) {
    String name = field.path("name").asText();
    if (json || !session.terminal().interactive()) {
      throw Failure.misused(
          "What is missing is --" + name + ": " + field.path("help").asText(),
          "Say it: freehold target add "
              + driver.path("kind").asText()
              + " --"
              + name
              + (field.path("isSecret").asBoolean() ? " - < FILE" : " VALUE"));
    }
    session.terminal().note(session.paint().dim(field.path("help").asText()));
    field
        .path("found")
        .forEach(
            found ->
                session
                    .terminal()
                    .note(
                        "  "
                            + found.path("value").asText()
                            + "  "
                            + session.paint().dim(found.path("from").asText())));
    String question = field.path("label").asText() + ": ";
    return field.path("isSecret").asBoolean()
        ? session.terminal().secret(question)
        : session.terminal().answer(question);
  }
}
