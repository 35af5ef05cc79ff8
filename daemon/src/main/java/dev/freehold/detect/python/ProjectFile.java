package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code pyproject.toml} (packaging.python.org, pyproject.toml specification; with what
 * Poetry, uv and PDM add to it) or a {@code Pipfile} asks for.
 *
 * @param packages of the app, without those for its development
 * @param indexes other than the public one
 */
record ProjectFile(List<Requirement> packages, List<String> indexes) {
  static final String PYPROJECT = "pyproject.toml";
  static final String PIPFILE = "Pipfile";

  static ProjectFile of(String file, String text) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, file);
    return file.equals(PIPFILE) ? ofPipfile(root) : ofProject(root);
  }

  /** What it says of Python itself; empty when it says nothing. */
  static Optional<String> python(String file, String text) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, file);
    JsonNode requires = root.path("requires");
    JsonNode ofPoetry = root.path("tool").path("poetry").path("dependencies").path("python");
    return Stream.of(
            root.path("project").path("requires-python"),
            ofPoetry.isObject() ? ofPoetry.path("version") : ofPoetry,
            requires.path("python_version"))
        .map(said -> said.asText("").strip())
        .filter(range -> !range.isEmpty())
        .findFirst()
        // packages fit all releases of a version
        .or(
            () ->
                Optional.of(requires.path("python_full_version").asText(""))
                    .filter(full -> !full.isEmpty())
                    .map(full -> full.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1")));
  }

  /** The first thing that pip has no words for. */
  Optional<String> flaw() {
    return packages.stream().map(Requirement::flaw).filter(flaw -> !flaw.isEmpty()).findFirst();
  }

  private static ProjectFile ofPipfile(JsonNode root) {
    return new ProjectFile(tables(root.path("packages")), Indexes.of(root.path("source")));
  }

  private static ProjectFile ofProject(JsonNode root) {
    JsonNode poetry = root.path("tool").path("poetry");
    JsonNode uv = root.path("tool").path("uv");
    var packages = new LinkedHashMap<String, List<Requirement>>();
    for (JsonNode line : root.path("project").path("dependencies")) {
      Requirement.of(line.asText()).ifPresent(one -> add(packages, one));
    }
    // where both name packages, Poetry's words only add where they are to be had
    boolean named = !packages.isEmpty();
    var ofPoetry = new LinkedHashMap<String, List<Requirement>>();
    tables(poetry.path("dependencies")).forEach(one -> add(ofPoetry, one));
    ofPoetry.forEach(
        (name, all) -> {
          boolean elsewhere = all.stream().anyMatch(Requirement::isFromElsewhere);
          if (!named || packages.containsKey(name) && elsewhere) {
            packages.put(name, all);
          }
        });
    for (Map.Entry<String, JsonNode> source : uv.path("sources").properties()) {
      String name = PackageName.of(source.getKey());
      Optional<String> elsewhere = Requirement.elsewhere(source.getValue());
      if (packages.containsKey(name) && elsewhere.isPresent()) {
        packages.put(name, Requirement.of(name + " @ " + elsewhere.get()).stream().toList());
      }
    }
    return new ProjectFile(
        packages.values().stream().flatMap(List::stream).toList(),
        Stream.of(
                poetry.path("source"),
                uv.path("index"),
                root.path("tool").path("pdm").path("source"))
            .flatMap(tables -> Indexes.of(tables).stream())
            .distinct()
            .toList());
  }

  private static void add(Map<String, List<Requirement>> packages, Requirement one) {
    packages.merge(
        one.name(),
        List.of(one),
        (known, more) -> Stream.concat(known.stream(), more.stream()).toList());
  }

  private static List<Requirement> tables(JsonNode named) {
    var all = new ArrayList<Requirement>();
    for (Map.Entry<String, JsonNode> one : named.properties()) {
      if (!one.getKey().equals("python")) {
        all.addAll(Requirement.of(one.getKey(), one.getValue()));
      }
    }
    return all;
  }
}
