package dev.freehold.detect;

import dev.freehold.app.Overrides;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder that holds the app, as the framework rules see it.
 *
 * @param export everything that came out of the builder
 * @param root of the app inside the export, {@code ""} for all of it
 * @param files below root
 * @param manifest the root's package.json
 * @param workspace that the root is part of
 * @param overrides what the owner says against the files
 */
record Project(
    AppFiles export,
    String root,
    AppFiles files,
    Optional<PackageJson> manifest,
    Optional<Workspace> workspace,
    ViteConfig vite,
    Overrides overrides) {

  static Project of(AppFiles export, AppFiles files, String root, Overrides overrides) {
    return new Project(
        export,
        root,
        files,
        PackageJson.in(files),
        Workspace.of(export, root),
        ViteConfig.in(files),
        overrides);
  }

  boolean dependsOn(String name) {
    return manifest.filter(m -> m.dependsOn(name)).isPresent();
  }

  /** Which of these the app depends on, as a sentence's second half. */
  Optional<String> proofOf(List<String> dependencies) {
    return dependencies.stream()
        .filter(this::dependsOn)
        .findFirst()
        .map(name -> manifestPath() + " depends on " + name);
  }

  /**
   * @param file pattern of a path that proves as much
   */
  Optional<String> proofOf(List<String> dependencies, String file) {
    return proofOf(dependencies)
        .or(() -> files.first(Pattern.compile(file)).map(path -> "there is " + files.shown(path)));
  }

  /** {@code package.json} or {@code frontend/package.json}. */
  String manifestPath() {
    return files.shown("package.json");
  }
}
