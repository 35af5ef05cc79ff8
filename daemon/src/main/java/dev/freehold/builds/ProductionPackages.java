package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The installed packages that an app needs while it runs: what {@code dependencies} of its
 * package.json lead to, found the way Node finds packages (nodejs.org/api/modules.html, Loading
 * from node_modules folders).
 */
final class ProductionPackages {
  private static final String FOLDER = "node_modules";

  private final Path nodeModules;
  private final Set<Path> found = new TreeSet<>();
  private final Deque<Path> open = new ArrayDeque<>();

  private ProductionPackages(Path nodeModules) {
    this.nodeModules = nodeModules;
  }

  /**
   * @param packageJson the app's
   * @param used names of packages that the server loads; those that the app lists for its
   *     development are needed too
   * @return folders of packages below {@code nodeModules}, relative to it, sorted
   */
  static Set<Path> in(Path nodeModules, Path packageJson, Set<String> used) throws IOException {
    var packages = new ProductionPackages(nodeModules);
    JsonNode manifest = read(packageJson);
    packages.follow(manifest, null);
    used.stream()
        .filter(manifest.path("devDependencies")::has)
        .forEach(name -> packages.add(name, null));
    return packages.all();
  }

  /** One package and what it needs. */
  static Set<Path> of(Path nodeModules, String name) throws IOException {
    var packages = new ProductionPackages(nodeModules);
    packages.add(name, null);
    return packages.all();
  }

  private Set<Path> all() throws IOException {
    while (!open.isEmpty()) {
      Path folder = open.poll();
      follow(read(nodeModules.resolve(folder).resolve("package.json")), folder);
    }
    return found;
  }

  private void add(String name, @Nullable Path from) {
    resolve(name, from).filter(found::add).ifPresent(open::add);
  }

  /**
   * @param from the package that wants them; null for the app itself
   */
  private void follow(JsonNode manifest, @Nullable Path from) {
    for (String group : new String[] {"dependencies", "optionalDependencies", "peerDependencies"}) {
      manifest.path(group).fieldNames().forEachRemaining(name -> add(name, from));
    }
  }

  /** Empty for an optional package that was not installed here. */
  private Optional<Path> resolve(String name, @Nullable Path from) {
    for (Path at = from; at != null; at = at.getParent()) {
      Path nested = at.resolve(FOLDER).resolve(name);
      if (isPackage(nested)) {
        return Optional.of(nested);
      }
    }
    Path top = Path.of(name);
    return isPackage(top) ? Optional.of(top) : Optional.empty();
  }

  private boolean isPackage(Path folder) {
    return Files.isRegularFile(nodeModules.resolve(folder).resolve("package.json"));
  }

  private static JsonNode read(Path packageJson) throws IOException {
    try {
      return Json.mapper().readTree(packageJson.toFile());
    } catch (JsonProcessingException notJson) {
      // Node would not load it either
      return Json.mapper().createObjectNode();
    }
  }
}
