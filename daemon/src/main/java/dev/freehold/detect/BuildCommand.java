package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shell text that builds an app.
 *
 * @param adaptation what was changed about the app's own script, if anything
 */
record BuildCommand(String text, Optional<Adaptation> adaptation, Conclusion conclusion) {
  static final String SKIP_TYPE_CHECK = "skip-type-check";

  /** Where there is nothing to be built. */
  static final String NOTHING = "true";

  /** Checks that make nothing; a compiler that is given a place for its output is none. */
  private static final Pattern GATE =
      Pattern.compile(
          "(?:npx\\s+)?(?:(?:vue-)?tsc(?:\\s+(?:-b|--build|--noEmit|--noEmit\\s+false"
              + "|(?:-p|--project)\\s+\\S*tsconfig(?:\\.app|\\.build)?\\.json|--force))*"
              + "|astro\\s+check|svelte-check.*|eslint\\b.*"
              + "|(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?(?:lint|typecheck|type-check|check-types))");

  /**
   * The scripts {@code prebuild}, {@code build} and {@code postbuild}, without checks of types.
   *
   * @throws UserError {@code detect.no-build-script}
   */
  static BuildCommand of(Project project, PackageJson manifest, String example) {
    Optional<String> said = project.overrides().of(Key.BUILD_COMMAND);
    if (said.isPresent()) {
      return ours(said.get(), Conclusions.SET);
    }
    if (manifest.script("build").isEmpty()) {
      throw new UserError(
          "detect.no-build-script",
          project.manifestPath() + " has no build script, so nothing says how the app is built.",
          "Add \"build\": \"" + example + "\" to its scripts and export again.");
    }
    String script =
        Stream.of("prebuild", "build", "postbuild")
            .flatMap(name -> manifest.script(name).stream())
            .collect(Collectors.joining(" && "));
    String reason = project.manifestPath() + " has it as its build";
    BuildCommand own =
        project.overrides().allows(SKIP_TYPE_CHECK)
            ? withoutGates(script, reason)
            : ours(script, reason);
    String before = before(project, manifest);
    return before.isEmpty() ? own : own.behind(before);
  }

  /** Packages of the app's workspace that are built first, each in its own folder. */
  private static String before(Project project, PackageJson manifest) {
    String up = "../".repeat(project.root().isEmpty() ? 0 : project.root().split("/").length);
    return project.workspace().stream()
        .flatMap(workspace -> workspace.builtBefore(manifest).stream())
        .map(folder -> "(cd " + up + folder + " && npm run build)")
        .collect(Collectors.joining(" && "));
  }

  private BuildCommand behind(String before) {
    String all = before + " && " + text;
    return new BuildCommand(
        all,
        adaptation,
        new Conclusion(
            conclusion.subject(),
            all,
            conclusion.reason() + ", and packages of the workspace come first"));
  }

  /** As it is. */
  static BuildCommand ours(String text, String reason) {
    return new BuildCommand(text, Optional.empty(), new Conclusion("build command", text, reason));
  }

  /** Nothing of the app itself is run, so nothing of it can fail. */
  static BuildCommand none(Project project, PackageJson manifest, String reason) {
    String before = before(project, manifest);
    return before.isEmpty()
        ? new BuildCommand(
            NOTHING, Optional.empty(), new Conclusion("build command", "none", reason))
        : ours(before, "packages of the workspace have it as their build");
  }

  private static BuildCommand withoutGates(String script, String reason) {
    List<String> all = Stream.of(script.split("&&", -1)).map(String::strip).toList();
    List<String> kept = all.stream().filter(part -> !GATE.matcher(part).matches()).toList();
    boolean changed = kept.size() < all.size() && !kept.isEmpty();
    String text = changed ? String.join(" && ", kept) : script;
    return new BuildCommand(
        text,
        changed ? Optional.of(skipped(all, kept)) : Optional.empty(),
        new Conclusion("build command", text, reason));
  }

  private static Adaptation skipped(List<String> all, List<String> kept) {
    String gates =
        all.stream().filter(part -> !kept.contains(part)).collect(Collectors.joining(", "));
    return new Adaptation(
        SKIP_TYPE_CHECK,
        "the build script runs "
            + gates
            + " first, which the builder does not: it makes nothing and would only stop the build");
  }
}
