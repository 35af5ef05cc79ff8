package dev.freehold.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether a folder whose name may mean anything is what a build or a test run left behind. It is,
 * only directly beside a {@code package.json}, and:
 *
 * <ul>
 *   <li>{@code dist}, {@code build}: the package.json has a script that builds, so the folder can
 *       be made again, and no such script runs a file in the folder, as Vue's old {@code
 *       build/build.js} is run
 *   <li>{@code out}: the same, and the build is Next's
 *   <li>{@code coverage}: it holds what coverage tools write; a page of that name does not
 *   <li>{@code test-results}, {@code playwright-report}: always
 * </ul>
 *
 * So a plain HTML site without package.json keeps its {@code dist}, and {@code src/build} is kept
 * in every app.
 */
final class BuildOutput {
  static final Set<String> NAMES =
      Set.of("dist", "build", "out", "coverage", "test-results", "playwright-report");

  /** Bytes; a longer one is no package.json that a person wrote. */
  static final int LONGEST_PACKAGE = 1 << 20;

  private static final String OUTPUT = "output of a build, which Freehold makes again";
  private static final String TESTS = "results of a test run";
  private static final List<String> COVERAGE_FILES =
      List.of(
          "lcov.info", "lcov-report", "clover.xml", "coverage-final.json", "coverage-summary.json");

  private final List<String> buildScripts;

  private BuildOutput(List<String> buildScripts) {
    this.buildScripts = buildScripts;
  }

  /** What the package.json beside the folders says; one that is no JSON builds nothing. */
  static BuildOutput beside(byte[] packageJson) {
    var scripts = new ArrayList<String>();
    for (var script : scripts(packageJson).properties()) {
      if (script.getKey().startsWith("build") || script.getKey().equals("prebuild")) {
        scripts.add(script.getValue().asText());
      }
    }
    return new BuildOutput(scripts);
  }

  /**
   * @param name of the folder
   * @param holds whether the folder has a file or folder of a name
   */
  Optional<String> reason(String name, Predicate<String> holds) {
    return switch (name) {
      case "dist", "build" -> isMadeAgain(name) ? Optional.of(OUTPUT) : Optional.empty();
      case "out" ->
          isMadeAgain(name) && buildScripts.stream().anyMatch(s -> s.contains("next"))
              ? Optional.of(OUTPUT)
              : Optional.empty();
      case "coverage" ->
          COVERAGE_FILES.stream().anyMatch(holds) ? Optional.of(TESTS) : Optional.empty();
      case "test-results", "playwright-report" -> Optional.of(TESTS);
      default -> Optional.empty();
    };
  }

  private boolean isMadeAgain(String folder) {
    var source =
        Pattern.compile("(^|[^\\w/-])(\\./)?" + folder + "/[\\w./-]+\\.([cm]?[jt]s|sh|py)\\b");
    return !buildScripts.isEmpty()
        && buildScripts.stream().noneMatch(s -> source.matcher(s).find());
  }

  private static JsonNode scripts(byte[] packageJson) {
    try {
      return Json.mapper()
          .readTree(new String(packageJson, StandardCharsets.UTF_8))
          .path("scripts");
    } catch (JsonProcessingException e) {
      return Json.mapper().createObjectNode();
    }
  }
}
