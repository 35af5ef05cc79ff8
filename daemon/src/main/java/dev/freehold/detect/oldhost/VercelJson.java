package dev.freehold.detect.oldhost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Redirects, rewrites and headers of {@code vercel.json}, whose paths are written as path-to-regexp
 * has them. Its redirects come before files.
 */
final class VercelJson {
  /** All addresses, also with a few left out, as those of an API. */
  private static final Pattern EVERYTHING =
      Pattern.compile("\\^?/?(?:\\.\\*|\\(\\.\\*\\)|:[A-Za-z]+\\*|\\(\\(\\?!.*\\.\\*\\))\\$?");

  private static final Pattern REST =
      Pattern.compile("/(?:\\(\\.\\*\\)|:([A-Za-z]+)(?:\\*|\\(\\.\\*\\)))$");

  private final String file;
  private final String text;
  private final List<HostRule> rules = new ArrayList<>();

  private VercelJson(String file, String text) {
    this.file = file;
    this.text = text;
  }

  static List<HostRule> read(String file, String text) {
    JsonNode root;
    try {
      root = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      return List.of(new HostRule.NotTaken(new Place(file, line, file), "it is not JSON"));
    }
    var reading = new VercelJson(file, text);
    root.path("redirects").forEach(reading::redirect);
    root.path("rewrites").forEach(reading::rewrite);
    root.path("routes").forEach(reading::route);
    root.path("headers").forEach(reading::headers);
    if (root.path("cleanUrls").asBoolean(false)) {
      reading.rules.add(
          new HostRule.SoAnyhow(
              reading.place("cleanUrls", "cleanUrls"), "pages answer without their .html"));
    }
    if (root.has("trailingSlash")) {
      reading.rules.add(
          new HostRule.NotTaken(
              reading.place("trailingSlash", "trailingSlash " + root.get("trailingSlash")),
              "a folder's page is at the address with a slash and any other at the one without"));
    }
    return reading.rules;
  }

  private void redirect(JsonNode rule) {
    String source = rule.path("source").asText();
    String destination = rule.path("destination").asText();
    int status = rule.path("statusCode").asInt(rule.path("permanent").asBoolean(true) ? 308 : 307);
    Place place = place(source, source + " " + destination + " " + status);
    rules.add(
        isConditional(rule)
            ? conditional(place)
            : RuleReading.redirect(
                place, pattern(source), destination(source, destination), status, true));
  }

  private void rewrite(JsonNode rule) {
    String source = rule.path("source").asText();
    String destination = rule.path("destination").asText();
    Place place = place(source, source + " " + destination);
    rules.add(isConditional(rule) ? conditional(place) : rewritten(place, source, destination));
  }

  private static HostRule rewritten(Place place, String source, String destination) {
    boolean everything = EVERYTHING.matcher(source).matches();
    return RuleReading.redirect(
        place, everything ? "/*" : pattern(source), destination(source, destination), 200, false);
  }

  /** The older way to say all of it. */
  private void route(JsonNode rule) {
    if (rule.has("handle")) {
      return;
    }
    String source = rule.path("src").asText();
    String destination = rule.path("dest").asText();
    Place place = place(source, source + " " + destination);
    boolean page = EVERYTHING.matcher(source).matches() && rule.size() == 2;
    rules.add(
        page && destination.matches("/?(?:[A-Za-z0-9_-]+[.]html)?")
            ? rewritten(place, source, "/" + destination.replaceFirst("^/", ""))
            : new HostRule.NotTaken(
                place, "write it as one of redirects, rewrites or headers instead of routes"));
  }

  private void headers(JsonNode rule) {
    String source = rule.path("source").asText();
    for (JsonNode header : rule.path("headers")) {
      String name = header.path("key").asText();
      Place place = place(source, name + " for " + source);
      rules.add(
          isConditional(rule)
              ? conditional(place)
              : RuleReading.header(place, pattern(source), name, header.path("value").asText()));
    }
  }

  private static boolean isConditional(JsonNode rule) {
    return rule.has("has") || rule.has("missing");
  }

  private static HostRule conditional(Place place) {
    return new HostRule.NotTaken(place, "it depends on more than the path");
  }

  /** In our words, where they can say it. */
  private static String pattern(String source) {
    return REST.matcher(source).replaceFirst("/*");
  }

  private static String destination(String source, String destination) {
    var rest = REST.matcher(source);
    if (!rest.find()) {
      return destination;
    }
    String named =
        rest.group(1) == null
            ? destination
            : destination.replaceAll(":" + rest.group(1) + "(?:\\*|\\b)", ":splat");
    return named.replace("$1", ":splat");
  }

  private Place place(String source, String shown) {
    int at = text.indexOf(Json.write(source));
    return new Place(
        file,
        at < 0 ? 0 : 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count(),
        shown);
  }
}
