package dev.freehold.detect.oldhost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code [[redirects]]} and {@code [[headers]]} of {@code netlify.toml}. */
final class NetlifyToml {
  private static final TomlMapper TOML = new TomlMapper();

  /** What a rule of Netlify can depend on besides its path. */
  private static final List<String> CONDITIONS = List.of("conditions", "query", "signed");

  private NetlifyToml() {}

  static List<HostRule> read(String file, String text) {
    JsonNode root;
    try {
      root = TOML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      return List.of(new HostRule.NotTaken(new Place(file, line, file), "it is not TOML"));
    }
    var rules = new ArrayList<HostRule>();
    List<Integer> lines = lines(text, "redirects");
    int number = 0;
    for (JsonNode rule : root.path("redirects")) {
      rules.add(redirect(file, line(lines, number++), rule));
    }
    lines = lines(text, "headers");
    number = 0;
    for (JsonNode block : root.path("headers")) {
      int line = line(lines, number++);
      String path = block.path("for").asText();
      block
          .path("values")
          .properties()
          .forEach(
              header ->
                  rules.add(
                      RuleReading.header(
                          new Place(file, line, header.getKey() + " for " + path),
                          path,
                          header.getKey(),
                          value(header.getValue()))));
    }
    return rules;
  }

  private static HostRule redirect(String file, int line, JsonNode rule) {
    String from = rule.path("from").asText();
    String to = rule.path("to").asText();
    int status = rule.path("status").asInt(301);
    var place = new Place(file, line, from + " " + to + " " + status);
    if (status == 200 && rule.has("headers")) {
      return new HostRule.NotTaken(place, "it adds headers to what it passes on");
    }
    return CONDITIONS.stream()
        .filter(rule::has)
        .findFirst()
        .<HostRule>map(_ -> new HostRule.NotTaken(place, "it depends on more than the path"))
        .orElseGet(
            () ->
                RuleReading.redirect(place, from, to, status, rule.path("force").asBoolean(false)));
  }

  /** A text, over several lines where it has several values. */
  private static String value(JsonNode value) {
    if (value.isArray()) {
      var values = new ArrayList<String>();
      value.forEach(one -> values.add(one.asText().strip()));
      return RuleReading.joined(values);
    }
    return RuleReading.joined(
        value
            .asText()
            .lines()
            .map(line -> line.strip().replaceFirst(",$", ""))
            .filter(line -> !line.isEmpty())
            .toList());
  }

  private static List<Integer> lines(String text, String table) {
    var head = Pattern.compile("\\s*\\[\\[\\s*" + table + "\\s*]]\\s*(?:#.*)?");
    var lines = new ArrayList<Integer>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (head.matcher(line).matches()) {
        lines.add(number);
      }
    }
    return lines;
  }

  private static int line(List<Integer> lines, int number) {
    return number < lines.size() ? lines.get(number) : 0;
  }
}
