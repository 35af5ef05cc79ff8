package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.freehold.base.Json;
import dev.freehold.file.FileTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which packages have scripts of an install, by what is there before it. npm's lock says it of each
 * package, and pnpm's did before its version 9. Otherwise the owner has named them, because pnpm
 * and bun run no others; and some are known to have one as long as they exist.
 */
final class NamedScripts {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Without theirs their program is missing, whatever version it is. */
  private static final Set<String> KNOWN =
      Set.of(
          "@prisma/client",
          "argon2",
          "bcrypt",
          "better-sqlite3",
          "canvas",
          "node-sass",
          "puppeteer",
          "sqlite3");

  private static final Pattern IN_LOCK_OF_PNPM =
      Pattern.compile(
          "(?m)^ {2}['\"]?/?((?:@[^/@\\s]+/)?[^/@\\s'\"]+)[/@]\\d.*:\\R(?: {4}.*\\R)*?"
              + " {4}requiresBuild: true");

  private NamedScripts() {}

  /**
   * @param folder in which the packages are installed
   * @param manifest of the app
   */
  static Set<String> in(FileTree sources, String folder, JsonNode manifest) {
    String lock = Sources.below(folder, "package-lock.json");
    if (sources.entry(lock).isPresent()) {
      return ofNpm(json(Sources.text(sources, lock)));
    }
    String pnpm = Sources.below(folder, "pnpm-lock.yaml");
    if (sources.entry(pnpm).isPresent()) {
      Set<String> built =
          IN_LOCK_OF_PNPM
              .matcher(Sources.text(sources, pnpm))
              .results()
              .map((MatchResult found) -> found.group(1))
              .collect(Collectors.toSet());
      if (!built.isEmpty()) {
        return built;
      }
    }
    var names = new HashSet<>(KNOWN);
    names.addAll(named(manifest));
    String top = Sources.below(folder, "package.json");
    if (sources.entry(top).isPresent()) {
      names.addAll(named(json(Sources.text(sources, top))));
    }
    String workspace = Sources.below(folder, "pnpm-workspace.yaml");
    if (sources.entry(workspace).isPresent()) {
      names.addAll(ofPnpm(yaml(Sources.text(sources, workspace))));
    }
    return names;
  }

  private static Set<String> ofNpm(JsonNode lock) {
    var names = new HashSet<String>();
    for (var installed : lock.path("packages").properties()) {
      if (installed.getValue().path("hasInstallScript").asBoolean()) {
        names.add(installed.getKey().replaceFirst("^.*node_modules/", ""));
      }
    }
    return names;
  }

  private static List<String> named(JsonNode manifest) {
    var names = new ArrayList<>(ofPnpm(manifest.path("pnpm")));
    manifest.path("trustedDependencies").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** {@code onlyBuiltDependencies}, and {@code allowBuilds} since pnpm 10.26. */
  private static List<String> ofPnpm(JsonNode settings) {
    var names = new ArrayList<String>();
    settings.path("onlyBuiltDependencies").forEach(name -> names.add(name.asText()));
    for (var allowed : settings.path("allowBuilds").properties()) {
      if (allowed.getValue().asBoolean()) {
        names.add(allowed.getKey());
      }
    }
    return names;
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      // the install would be refused
      return Json.mapper().createObjectNode();
    }
  }

  private static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException notYaml) {
      return Json.mapper().createObjectNode();
    }
  }
}
