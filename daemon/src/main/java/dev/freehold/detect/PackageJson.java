package dev.freehold.detect;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What detection reads of a package.json (docs.npmjs.com, package.json). */
record PackageJson(JsonNode node) {
  private static final List<String> GROUPS =
      List.of("dependencies", "devDependencies", "peerDependencies", "optionalDependencies");

  private static final ObjectReader STRICT =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern COMMENT = Pattern.compile("^[^\"]*(?://|/\\*|#)");

  /** In no range, tag or address that npm knows. */
  private static final Pattern NO_VERSION =
      Pattern.compile("^(?!file:|link:|portal:).*[\\\\{}\"`]");

  private static final Pattern NO_NAME = Pattern.compile("[\\s\\\\{}\"`]|^$");

  /** Empty when the folder has none. */
  static Optional<PackageJson> in(AppFiles files) {
    return files.text("package.json").map(text -> parse(text, files.shown("package.json")));
  }

  /**
   * @throws UserError {@code detect.package-json-invalid}
   */
  static PackageJson parse(String text, String path) {
    try {
      JsonNode node = STRICT.readTree(text);
      if (node.isObject()) {
        refuseUnwritable(node, text, path);
        return new PackageJson(node);
      }
      throw invalid(path, "it is not a JSON object", null);
    } catch (JacksonException e) {
      // npm reads to the end and accepts no comments
      var place = e.getLocation();
      String where = place == null ? "" : " (line " + place.getLineNr() + ")";
      throw invalid(path, "it is not valid JSON" + where + comment(text, place), e);
    }
  }

  private static String comment(String text, @Nullable JsonLocation place) {
    return place != null
            && text.lines()
                .skip(Math.max(0, place.getLineNr() - 1))
                .findFirst()
                .filter(line -> COMMENT.matcher(line).find())
                .isPresent()
        ? ": it has a comment there, and JSON has none"
        : "";
  }

  /** What npm calls an invalid tag or name, without saying of which dependency. */
  private static void refuseUnwritable(JsonNode node, String text, String path) {
    for (String group : GROUPS) {
      for (Map.Entry<String, JsonNode> wanted : node.path(group).properties()) {
        String version = wanted.getValue().asText();
        if (NO_VERSION.matcher(version).find() || NO_NAME.matcher(wanted.getKey()).find()) {
          long line =
              1 + text.lines().takeWhile(l -> !l.contains('"' + wanted.getKey() + '"')).count();
          throw invalid(
              path,
              "line "
                  + line
                  + " asks for the package \""
                  + wanted.getKey()
                  + "\" in version \""
                  + version
                  + "\", and there is no such "
                  + (NO_NAME.matcher(wanted.getKey()).find() ? "name" : "version")
                  + ". Often a tool left the line there by mistake",
              null);
        }
      }
    }
  }

  private static UserError invalid(String path, String why, @Nullable Throwable cause) {
    return new UserError(
        "detect.package-json-invalid",
        path + " can't be used: " + why + ".",
        "Repair the file in the builder, or ask the builder to do it, and export again.",
        cause);
  }

  String name() {
    return node.path("name").asText();
  }

  /** Names and ranges of one group of dependencies; a missing node when there is none. */
  JsonNode group(String name) {
    return node.path(name);
  }

  /** Empty when there is none. */
  String text(String field) {
    return node.path(field).asText();
  }

  /** The wanted range, {@code ^5.0.1}; empty when the app does not depend on it. */
  String versionOf(String name) {
    return allDependencies().getOrDefault(name, "");
  }

  boolean dependsOn(String name) {
    return GROUPS.stream().anyMatch(group -> node.path(group).has(name));
  }

  boolean dependsOnPrefix(String prefix) {
    return allDependencies().keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  TreeMap<String, String> allDependencies() {
    var all = new TreeMap<String, String>();
    for (String group : GROUPS) {
      node.path(group)
          .properties()
          .forEach(e -> all.putIfAbsent(e.getKey(), e.getValue().asText()));
    }
    return all;
  }

  /** Empty when there is none or it is blank. */
  Optional<String> script(String name) {
    return Optional.of(node.path("scripts").path(name).asText()).filter(text -> !text.isBlank());
  }

  /** Their names. */
  List<String> scripts() {
    var names = new ArrayList<String>();
    node.path("scripts").fieldNames().forEachRemaining(names::add);
    return names;
  }

  String allScripts() {
    var all = new StringBuilder();
    node.path("scripts").forEach(script -> all.append(script.asText()).append('\n'));
    return all.toString();
  }

  boolean isWorkspaceRoot() {
    return node.has("workspaces");
  }
}
