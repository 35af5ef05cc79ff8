package dev.freehold.builds;

import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The adaptation {@code angular-own-hosts}: Angular's server answers the hosts that it is told of,
 * and several releases of it do not understand "*" (angular.dev, Preventing Server-Side Request
 * Forgery). The proxy in front of it lets through the app's own addresses only, so in this build
 * the package understands it as later releases do.
 */
final class AngularHosts {
  private static final String PACKAGE = "@angular/ssr/package.json";
  private static final String ASKS = "if (allowedHosts.has(hostname)) {";
  private static final String ANSWERS =
      "if (allowedHosts.has('*') || allowedHosts.has(hostname)) {";

  private AngularHosts() {}

  static Confinement apply(Confinement confinement, Path appFolder, Dependencies dependencies)
      throws IOException {
    Optional<String> manifest = dependencies.find(PACKAGE);
    if (manifest.isEmpty()) {
      return confinement;
    }
    Path code = Path.of(manifest.get()).resolveSibling("fesm2022");
    Path copies = Files.createDirectories(appFolder.resolve(".freehold/angular-ssr"));
    Confinement with = confinement;
    for (Path file : modules(dependencies.tree().resolve(code))) {
      String text = Files.readString(file);
      if (text.contains(ASKS)) {
        Path copy = copies.resolve(file.getFileName());
        Files.writeString(copy, text.replace(ASKS, ANSWERS));
        with =
            with.withMount(
                Mount.readOnly(copy, Confinement.BUILD + "/" + code.resolve(file.getFileName())));
      }
    }
    return with;
  }

  private static List<Path> modules(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".mjs")).sorted().toList();
    }
  }
}
