package dev.freehold.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.render.Look.Message;
import dev.freehold.render.Look.Message.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page writes into its console, and the errors that nothing in it catches. */
final class Console {
  private static final int MOST = 200;
  private static final int LONGEST = 4_000;

  /** By the browser's number of an error, or one of ours. */
  private final Map<String, Message> messages = new LinkedHashMap<>();

  private int lines;

  /** An error. */
  void thrown(JsonNode params) {
    JsonNode details = params.path("exceptionDetails");
    JsonNode thrown = details.path("exception");
    String what = thrown.isMissingNode() ? "" : shown(thrown);
    add(
        "error " + details.path("exceptionId").asText(),
        new Message(
            Kind.UNCAUGHT,
            cut((details.path("text").asText() + " " + firstLine(what)).strip()),
            source(details),
            cut(what)));
  }

  /** A promise whose rejection was handled after all. */
  void revoked(JsonNode params) {
    messages.remove("error " + params.path("exceptionId").asText());
  }

  /** The page. */
  void written(JsonNode params) {
    List<String> words = new ArrayList<>();
    params.path("args").forEach(argument -> words.add(firstLine(shown(argument))));
    add(
        "line " + ++lines,
        new Message(Kind.CONSOLE, cut(String.join(" ", words)), source(params), ""));
  }

  /** The browser. */
  void logged(JsonNode params) {
    JsonNode entry = params.path("entry");
    add(
        "line " + ++lines,
        new Message(
            Kind.BROWSER,
            cut(firstLine(entry.path("text").asText())),
            entry.path("url").asText(),
            ""));
  }

  List<Message> messages() {
    return List.copyOf(messages.values());
  }

  /** Whether something failed that nothing caught. */
  boolean hasErrors() {
    return messages.values().stream().anyMatch(message -> message.kind() == Kind.UNCAUGHT);
  }

  private void add(String key, Message message) {
    if (messages.size() < MOST) {
      messages.putIfAbsent(key, message);
    }
  }

  private static String shown(JsonNode object) {
    if (object.has("description")) {
      return object.path("description").asText();
    }
    return object.has("value") ? object.path("value").asText() : object.path("type").asText();
  }

  /** Of the script, or of where it was called. */
  private static String source(JsonNode details) {
    String url = details.path("url").asText();
    JsonNode calls = details.path("stackTrace").path("callFrames");
    return url.isEmpty() && !calls.isEmpty() ? calls.get(0).path("url").asText() : url;
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
