package dev.freehold.builds;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an install of npm's runs by itself and ours leaves out, because it would run with the
 * network open. It is said, so that nobody wonders why the app is different from the builder's, and
 * run in the sandbox once the owner agreed to each by its name.
 */
public final class InstallScripts {
  /** How the note about them begins. */
  public static final String NOT_RUN =
      "An install would run these scripts, and they were not run: ";

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

  private InstallScripts() {}

  /**
   * One script.
   *
   * @param name of the package, or of the app's own script
   * @param text what the shell runs; empty while the package is not installed
   * @param place where it runs, relative to the build's copy
   */
  public record Script(String name, String text, String place) {
    @Override
    public String toString() {
      return text.isEmpty() ? name : name + " (" + text + ")";
    }
  }

  /** Those that are known before anything is installed: the app's own, and packages' by name. */
  public static List<Script> known(FileTree sources, Detection detection) {
    if (detection.install().isEmpty()) {
      return List.of();
    }
    JsonNode manifest = manifest(sources, detection);
    var scripts = new ArrayList<Script>();
    Set<String> named = NamedScripts.in(sources, detection.install().get().folder(), manifest);
    for (String name : direct(manifest)) {
      if (named.contains(name)) {
        scripts.add(new Script(name, "", ""));
      }
    }
    scripts.addAll(own(manifest, detection.root()));
    return List.copyOf(scripts);
  }

  /** All of them, packages first, as npm does it; none for an app without packages. */
  static List<Script> of(FileTree sources, Detection detection, Dependencies dependencies) {
    if (dependencies.isNone()) {
      return List.of();
    }
    JsonNode manifest = manifest(sources, detection);
    var scripts = new ArrayList<Script>();
    for (String name : direct(manifest)) {
      script(name, dependencies).ifPresent(scripts::add);
    }
    scripts.addAll(own(manifest, detection.root()));
    return List.copyOf(scripts);
  }

  /** One sentence each, about those that were not agreed to. */
  static List<String> notes(List<Script> scripts, Agreed agreed) {
    List<Script> left = scripts.stream().filter(s -> !agreed.scripts().contains(s.name())).toList();
    if (left.isEmpty()) {
      return List.of();
    }
    return List.of(
        NOT_RUN
            + left.stream().limit(MOST).map(Script::toString).collect(Collectors.joining(", "))
            + (left.size() > MOST ? " and " + (left.size() - MOST) + " more" : "")
            + ". What they change or make is missing in this release. To run them in the sandbox:"
            + " freehold deploy --allow-script "
            + left.stream().map(Script::name).collect(Collectors.joining(",")));
  }

  private static JsonNode manifest(FileTree sources, Detection detection) {
    String path = Sources.below(detection.root(), "package.json");
    return sources.entry(path).isPresent()
        ? parsed(Sources.text(sources, path))
        : Json.mapper().createObjectNode();
  }

  private static List<Script> own(JsonNode manifest, String root) {
    JsonNode scripts = manifest.path("scripts");
    return OWN.stream()
        .map(name -> new Script(name, scripts.path(name).asText().strip(), root))
        .filter(script -> !script.text().isEmpty())
        .filter(script -> !FOR_DEVELOPERS.matcher(script.text()).matches())
        .toList();
  }

  private static TreeSet<String> direct(JsonNode manifest) {
    var names = new TreeSet<String>();
    GROUPS.forEach(group -> manifest.path(group).fieldNames().forEachRemaining(names::add));
    names.removeIf(name -> WORKS_WITHOUT.matcher(name).matches());
    return names;
  }

  /** npm compiles by itself where there is a binding.gyp. */
  private static Optional<Script> script(String name, Dependencies dependencies) {
    Optional<String> found = dependencies.find(name + "/package.json");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path manifest = dependencies.tree().resolve(found.get());
    try {
      JsonNode scripts = parsed(Files.readString(manifest)).path("scripts");
      String text =
          OF_PACKAGES.stream()
              .map(script -> scripts.path(script).asText().strip())
              .filter(script -> !script.isEmpty())
              .collect(Collectors.joining(" && "));
      if (text.isEmpty() && Files.exists(manifest.resolveSibling("binding.gyp"))) {
        text = "node-gyp rebuild";
      }
      String place = found.get().substring(0, found.get().length() - "/package.json".length());
      return text.isEmpty() ? Optional.empty() : Optional.of(new Script(name, text, place));
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
