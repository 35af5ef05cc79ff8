package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.freehold.base.UserError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Several packages in one tree, installed together from its top (docs.npmjs.com, workspaces;
 * pnpm.io/workspaces).
 *
 * @param packages folders by the names of the packages in them
 */
record Workspace(AppFiles export, Map<String, String> packages) {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** The workspace at the top of the tree, when this folder is part of it. */
  static Optional<Workspace> of(AppFiles export, String folder) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    List<Pattern> patterns = patterns(export).stream().map(Workspace::pattern).toList();
    var packages = new TreeMap<String, String>();
    boolean part = false;
    for (String member : AppRoots.foldersOf(export, "package.json")) {
      if (patterns.stream().anyMatch(pattern -> pattern.matcher(member).matches())) {
        manifest(export, member).ifPresent(manifest -> packages.put(manifest.name(), member));
        part |= member.equals(folder);
      }
    }
    return part ? Optional.of(new Workspace(export, packages)) : Optional.empty();
  }

  /** Folders of packages of this workspace that an app needs, those first that others need. */
  List<String> needed(PackageJson app) {
    var order = new LinkedHashSet<String>();
    needs(app).forEach(name -> visit(name, order, new LinkedHashSet<>()));
    return List.copyOf(order);
  }

  /** Names of those packages, sorted. */
  List<String> neededNames(PackageJson app) {
    List<String> folders = needed(app);
    return packages.entrySet().stream()
        .filter(one -> folders.contains(one.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those of them that are built before the app, in that order. */
  List<String> builtBefore(PackageJson app) {
    return needed(app).stream()
        .filter(member -> manifest(export, member).flatMap(m -> m.script("build")).isPresent())
        .toList();
  }

  /** Names of packages from elsewhere that the app and those depend on. */
  Set<String> fromElsewhere(PackageJson app) {
    var names = new TreeSet<>(app.allDependencies().keySet());
    needed(app)
        .forEach(
            member ->
                manifest(export, member)
                    .ifPresent(m -> names.addAll(m.allDependencies().keySet())));
    names.removeAll(packages.keySet());
    return names;
  }

  private void visit(String name, Set<String> order, Set<String> open) {
    String folder = packages.getOrDefault(name, "");
    if (open.add(name)) {
      manifest(export, folder).ifPresent(m -> needs(m).forEach(need -> visit(need, order, open)));
      order.add(folder);
    }
  }

  private List<String> needs(PackageJson manifest) {
    return manifest.allDependencies().keySet().stream().filter(packages::containsKey).toList();
  }

  private static Optional<PackageJson> manifest(AppFiles export, String folder) {
    String path = folder + "/package.json";
    return export.text(path).map(text -> PackageJson.parse(text, path));
  }

  private static List<String> patterns(AppFiles export) {
    var patterns = new ArrayList<String>();
    PackageJson.in(export)
        .ifPresent(
            manifest -> {
              JsonNode named = manifest.group("workspaces");
              (named.isObject() ? named.path("packages") : named)
                  .forEach(pattern -> patterns.add(pattern.asText()));
            });
    export
        .text("pnpm-workspace.yaml")
        .ifPresent(text -> read(text).path("packages").forEach(p -> patterns.add(p.asText())));
    return patterns;
  }

  private static JsonNode read(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UserError(
          "detect.workspace-unreadable",
          "pnpm-workspace.yaml is not YAML: " + e.getOriginalMessage(),
          "Repair the file in the builder, or ask the builder to do it, and export again.",
          e);
    }
  }

  /**
   * {@code apps/*}, {@code packages/**}, {@code ./web}; what is left out with ! matches nothing.
   */
  private static Pattern pattern(String glob) {
    String plain = glob.replaceFirst("^\\./", "").replaceFirst("/$", "");
    String text =
        Pattern.quote(plain).replace("**", "\\E.*\\Q").replaceAll("(?<!\\.)\\*", "\\\\E[^/]+\\\\Q");
    return Pattern.compile(text);
  }
}
