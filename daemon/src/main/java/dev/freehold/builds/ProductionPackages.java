package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The installed packages that an app needs while it runs: what {@code dependencies} of its
 * package.json lead to, found the way Node finds packages (nodejs.org/api/modules.html, Loading
 * from node_modules folders). Packages of a workspace are links to its folders; a result has no
 * links, so their files come in the links' place.
 */
final class ProductionPackages {
  private static final String FOLDER = "node_modules";

  private final Path installed;
  private final Path built;
  private final String app;
  private final TreeMap<String, Path> found = new TreeMap<>();
  private final Map<String, String> moved = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * @param installed where it was installed: the app's folder, or the top of its workspace
   * @param built the same folder in the build's copy
   * @param app its folder below these, {@code ""} for themselves
   */
  ProductionPackages(Path installed, Path built, String app) {
    this.installed = installed;
    this.built = built;
    this.app = app;
  }

  /**
   * @param used names of packages that the server loads; those that the app lists for its
   *     development are needed too
   * @return folders of packages by where they come, relative to what was installed
   */
  Map<String, Path> all(Set<String> used) throws IOException {
    JsonNode manifest = read(built.resolve(below(app, "package.json")));
    follow(manifest, app);
    for (String name : used) {
      if (manifest.path("devDependencies").has(name)) {
        add(name, app);
      }
    }
    return rest();
  }

  /** One package and what it needs. */
  Map<String, Path> of(String name) throws IOException {
    add(name, app);
    return rest();
  }

  private Map<String, Path> rest() throws IOException {
    while (!open.isEmpty()) {
      String place = open.poll();
      follow(read(folder(place).resolve("package.json")), place);
    }
    return found;
  }

  /**
   * @param from place of the package that wants them
   */
  private void follow(JsonNode manifest, String from) throws IOException {
    for (String group : new String[] {"dependencies", "optionalDependencies", "peerDependencies"}) {
      for (Map.Entry<String, JsonNode> wanted : manifest.path(group).properties()) {
        add(wanted.getKey(), from);
      }
    }
  }

  /** Nothing for an optional package that was not installed here. */
  private void add(String name, String from) throws IOException {
    String at = from;
    while (true) {
      String link = below(at, FOLDER + "/" + name);
      Optional<String> place = place(link);
      if (place.isPresent()) {
        if (seen.add(place.get())) {
          open.add(place.get());
          found.put(inResult(place.get(), link, name), folder(place.get()));
        }
        return;
      }
      if (at.isEmpty()) {
        return;
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
  }

  /** Where the package is that is found by this path: there, or where a link leads. */
  private Optional<String> place(String path) throws IOException {
    Path there = installed.resolve(path);
    if (!Files.isSymbolicLink(there)) {
      return isPackage(installed, path) ? Optional.of(path) : Optional.empty();
    }
    Path parent = there.getParent();
    Path target =
        (parent == null ? there : parent).resolve(Files.readSymbolicLink(there)).normalize();
    if (!target.startsWith(installed)) {
      return Optional.empty();
    }
    String place = installed.relativize(target).toString();
    boolean own = place.isEmpty() || place.equals(app);
    return !own && isPackage(isInstalled(place) ? installed : built, place)
        ? Optional.of(place)
        : Optional.empty();
  }

  /**
   * A package of the workspace comes to the top, once, where all find it and where it finds what it
   * found before; where something else has its name there, it comes where the link is.
   */
  private String inResult(String place, String link, String name) {
    if (isInstalled(place)) {
      int nested = place.indexOf("/" + FOLDER + "/");
      String owner = nested < 0 ? "" : place.substring(0, nested);
      return moved.containsKey(owner) ? moved.get(owner) + place.substring(nested) : place;
    }
    String top = FOLDER + "/" + name;
    Path there = installed.resolve(top);
    String to = Files.isSymbolicLink(there) || !Files.exists(there) ? top : link;
    moved.put(place, to);
    return to;
  }

  /** In the build's copy a package of the workspace has what its build made. */
  private Path folder(String place) {
    return isInstalled(place) ? installed.resolve(place) : built.resolve(place);
  }

  private static boolean isInstalled(String place) {
    return ("/" + place).contains("/" + FOLDER + "/");
  }

  /** Scripts of a build can make links that lead anywhere. */
  private static boolean isPackage(Path base, String place) throws IOException {
    Path folder = base.resolve(place);
    return Files.isRegularFile(folder.resolve("package.json"))
        && folder.toRealPath().equals(base.toRealPath().resolve(place));
  }

  private static String below(String folder, String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
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
