package dev.freehold.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an install of npm's runs by itself and ours leaves out, because it would run with the
 * network open: said, so that nobody wonders why the app is different from the builder's.
 */
final class ScriptsNotRun {
  /** In the order in which npm runs them (docs.npmjs.com, scripts, Life Cycle Operation Order). */
  private static final List<String> OWN =
      List.of("preinstall", "install", "postinstall", "prepare");

  private static final List<String> OF_PACKAGES = List.of("preinstall", "install", "postinstall");
  private static final List<String> GROUPS =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  /** They set up the folder of a developer and make nothing that belongs to the app. */
  private static final Pattern FOR_DEVELOPERS =
      Pattern.compile(
          "(?:is-ci\\s*\\|\\|\\s*)?(?:npx\\s+)?(?:husky|lefthook|simple-git-hooks)\\b[^&;|]*"
              + "(?:\\|\\|\\s*(?:true|exit 0|echo.*))?");

  /** Known to find what they need without it. */
  private static final Pattern WORKS_WITHOUT =
      Pattern.compile("esbuild|core-js(?:-pure)?|@swc/core|protobufjs|msw|unrs-resolver");

  private static final int MOST = 10;

  private ScriptsNotRun() {}

  /** One sentence each; none for an app without packages. */
  static List<String> of(FileTree sources, Detection detection, Dependencies dependencies) {
    String path = Sources.below(detection.root(), "package.json");
    if (dependencies.isNone() || sources.entry(path).isEmpty()) {
      return List.of();
    }
    JsonNode manifest = parsed(Sources.text(sources, path));
    var notes = new ArrayList<String>();
    own(manifest.path("scripts"))
        .ifPresent(
            scripts ->
                notes.add(
                    path
                        + " has scripts that an install would run, and they were not run: "
                        + scripts
                        + ". What they change or make is missing in this release; have the build"
                        + " script make what belongs to the app."));
    List<String> packages = packages(manifest, dependencies);
    if (!packages.isEmpty()) {
      notes.add(
          "Installed without their install scripts, which never run: "
              + String.join(", ", packages.subList(0, Math.min(MOST, packages.size())))
              + (packages.size() > MOST ? " and " + (packages.size() - MOST) + " more" : "")
              + ". One that compiles or fetches a part of itself there misses it when it runs.");
    }
    return List.copyOf(notes);
  }

  private static Optional<String> own(JsonNode scripts) {
    List<String> found =
        OWN.stream()
            .filter(name -> !scripts.path(name).asText().isBlank())
            .filter(name -> !FOR_DEVELOPERS.matcher(scripts.path(name).asText().strip()).matches())
            .map(name -> name + " (" + scripts.path(name).asText().strip() + ")")
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  private static List<String> packages(JsonNode manifest, Dependencies dependencies) {
    var names = new TreeSet<String>();
    GROUPS.forEach(group -> manifest.path(group).fieldNames().forEachRemaining(names::add));
    return names.stream()
        .filter(name -> !WORKS_WITHOUT.matcher(name).matches())
        .flatMap(name -> script(name, dependencies).stream())
        .toList();
  }

  /** Its name with what it would run; npm compiles by itself where there is a binding.gyp. */
  private static Optional<String> script(String name, Dependencies dependencies) {
    Optional<Path> manifest =
        dependencies.find(name + "/package.json").map(dependencies.tree()::resolve);
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode scripts = parsed(Files.readString(manifest.get())).path("scripts");
      Optional<String> own =
          OF_PACKAGES.stream()
              .map(script -> scripts.path(script).asText())
              .filter(text -> !text.isBlank())
              .findFirst();
      return own.or(
              () ->
                  Files.exists(manifest.get().resolveSibling("binding.gyp"))
                      ? Optional.of("node-gyp rebuild")
                      : Optional.empty())
          .map(text -> name + " (" + text.strip() + ")");
    } catch (IOException e) {
      throw MachineError.io("Reading the installed packages", e);
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException notJson) {
      // npm would have refused it before
      return Json.mapper().createObjectNode();
    }
  }
}
