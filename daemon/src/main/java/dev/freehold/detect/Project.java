package dev.freehold.detect;

import java.util.Optional;

/**
 * The folder that holds the app, as the framework rules see it.
 *
 * @param export everything that came out of the builder
 * @param root of the app inside the export, {@code ""} for all of it
 * @param files below root
 * @param manifest the root's package.json
 */
record Project(
    AppFiles export, String root, AppFiles files, Optional<PackageJson> manifest, ViteConfig vite) {

  static Project of(AppFiles export, AppFiles files, String root) {
    return new Project(export, root, files, PackageJson.in(files), ViteConfig.in(files));
  }

  boolean dependsOn(String name) {
    return manifest.filter(m -> m.dependsOn(name)).isPresent();
  }

  /** {@code package.json} or {@code frontend/package.json}. */
  String manifestPath() {
    return files.shown("package.json");
  }
}
