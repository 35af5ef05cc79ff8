package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Packages;
import dev.freehold.detect.Serving;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The result of a build with a server: several folders and files in one tree. Files of secrets and
 * source maps are left out of all of it, what is never published out of its public folder.
 */
final class ServerTree implements FileTree {
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?:.*/)?(?:\\.dev\\.vars[^/]*|\\.env[^/]*|\\.git/.*|\\.npmrc|[^/]+\\.map)");

  /** Of a folder that is taken as it is: what belongs to the machine it was written on. */
  private static final Pattern NOT_ADDED =
      Pattern.compile(
          "(?:\\.[^/]+|venv|tests?)/.*|(?:.*/)?(?:__pycache__|node_modules)/.*"
              + "|(?:.*/)?test_[^/]*\\.py");

  /** What builds make for a server of the app's own, beside what tools keep for themselves. */
  private static final Set<String> MADE = Set.of(".next", ".output");

  private static final String CACHE_OF_NEXT = ".next/cache/";

  /** What a server of the app's own needs of its folder or of another one's, beside a page. */
  private static final Pattern PACKAGES =
      Pattern.compile("(?:|(\\.\\./.+)/)" + Packages.FOLDER + "(?:/(.+))?");

  private final Path build;
  private final Path appFolder;
  private final Path installed;
  private final String top;
  private final Serving serving;
  private final TreeMap<String, Path> files = new TreeMap<>();
  private final List<String> withheld = new ArrayList<>();

  private ServerTree(Path build, Path installed, Detection detection) {
    this.build = build;
    this.appFolder = build.resolve(detection.root()).normalize();
    this.installed = installed;
    this.top = detection.install().map(Detection.Install::folder).orElse(detection.root());
    this.serving = detection.serving();
  }

  /**
   * @param build the build's copy of all sources
   * @param installed a folder in which packages lie as in the sources
   * @param more what else belongs to the result, and is not the app's own build
   * @throws UserError {@code build.no-output}
   */
  static ServerTree collect(Path build, Path installed, Detection detection, List<Added> more) {
    var tree = new ServerTree(build, installed, detection);
    try {
      for (Added added : more) {
        tree.add(added);
      }
      for (Part part : detection.parts()) {
        tree.add(part);
      }
    } catch (IOException e) {
      throw MachineError.io("Reading the build's output", e);
    }
    detection.serving().services().forEach(tree::requireProgram);
    return tree;
  }

  /**
   * A folder that is part of the result as it is.
   *
   * @param to where it comes in the result
   */
  record Added(Path from, String to) {}

  private void add(Added added) throws IOException {
    boolean installed =
        ("/" + added.to()).contains("/" + Python.PACKAGES) || added.to().equals(Deno.MODULES);
    try (var below = Files.walk(added.from())) {
      for (Path file : (Iterable<Path>) below::iterator) {
        String path = added.from().relativize(file).toString();
        if (installed || !NOT_ADDED.matcher(path).matches()) {
          put(below(added.to(), path), file);
        }
      }
    }
  }

  /** Sorted. */
  List<String> withheld() {
    return withheld.stream().sorted().toList();
  }

  @Override
  public List<Entry> entries() {
    var entries = new ArrayList<Entry>(files.size());
    files.forEach((path, file) -> entries.add(new Entry(path, size(file), false)));
    return entries;
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  private void add(Part part) throws IOException {
    Matcher packages = PACKAGES.matcher(part.from());
    if (packages.matches()) {
      Path of = appFolder.resolve(Objects.requireNonNullElse(packages.group(1), "")).normalize();
      addPackages(of, packages.group(2));
      return;
    }
    Path from = appFolder.resolve(part.from()).normalize();
    if (!from.startsWith(build) || !Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      throw none("The build ended well, but it left no " + part.from() + ".");
    }
    if (!from.toRealPath().equals(build.toRealPath().resolve(build.relativize(from)))) {
      // a link counts for nothing: it could lead anywhere
      return;
    }
    if (part.from().isEmpty() || isOtherApp(part, from)) {
      addSources(from, part.to());
      return;
    }
    addWithLinks(from, from.toRealPath(), part.to(), Set.of());
  }

  /**
   * Links lead to files of the same result: nitro links a package's folder where several versions
   * of one are needed. A result has no links, so what they lead to is there twice.
   *
   * @param open links that are being followed
   */
  private void addWithLinks(Path from, Path whole, String to, Set<Path> open) throws IOException {
    try (var below = Files.walk(from)) {
      for (Path file : (Iterable<Path>) below::iterator) {
        String path = below(to, from.relativize(file).toString());
        if (Files.isSymbolicLink(file) && Files.exists(file)) {
          Path real = file.toRealPath();
          if (real.startsWith(whole) && !whole.startsWith(real) && !open.contains(real)) {
            var more = new HashSet<>(open);
            more.add(real);
            addWithLinks(real, whole, path, more);
          }
        } else {
          put(path, file);
        }
      }
    }
  }

  private static boolean isOtherApp(Part part, Path folder) {
    return part.from().startsWith("../") && Files.exists(folder.resolve("package.json"));
  }

  /** An app's folder as the build left it, without what belongs to tools. */
  private void addSources(Path folder, String to) throws IOException {
    try (var names = Files.newDirectoryStream(folder)) {
      for (Path top : names) {
        String name = top.getFileName().toString();
        if (name.startsWith(".") && !MADE.contains(name) || name.equals(Packages.FOLDER)) {
          continue;
        }
        try (var below = Files.walk(top)) {
          for (Path file : (Iterable<Path>) below::iterator) {
            String path = folder.relativize(file).toString();
            if (!path.startsWith(CACHE_OF_NEXT)) {
              put(below(to, path), file);
            }
          }
        }
      }
    }
  }

  /**
   * @param app whose packages
   * @param name of the only one that is meant; null for all that it needs while it runs
   */
  private void addPackages(Path app, @Nullable String name) throws IOException {
    Path built = build.resolve(top);
    var packages =
        new ProductionPackages(installed.resolve(top), built, built.relativize(app).toString());
    var places =
        name == null ? packages.all(ImportedPackages.of(files, serving)) : packages.of(name);
    for (var place : places.entrySet()) {
      addPackage(place.getValue(), place.getKey());
    }
  }

  /** Without the packages inside it, which are named themselves where they are needed. */
  private void addPackage(Path folder, String to) throws IOException {
    try (var below = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) below::iterator) {
        Path inside = folder.relativize(file);
        if (!inside.startsWith(Packages.FOLDER)) {
          put(below(to, inside.toString()), file);
        }
      }
    }
  }

  private void put(String path, Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String folder = serving.publicFolder() + "/";
    boolean isPublic = path.startsWith(folder);
    if (LEFT_OUT.matcher(path.toLowerCase(Locale.ROOT)).matches()
        || isPublic && NeverPublished.covers(path.substring(folder.length()))) {
      withheld.add(path);
    } else {
      files.put(path, file);
    }
  }

  /** A program that is no file of the result is looked up when the service is started. */
  private void requireProgram(Serving.Service service) {
    if (!service.command().getFirst().equals("node")) {
      return;
    }
    String program =
        service.command().stream()
            .skip(1)
            .filter(word -> !word.startsWith("-"))
            .findFirst()
            .orElse("");
    if (!files.containsKey(below(service.folder(), program))) {
      throw none(
          "The build ended well, but it made no "
              + program
              + ", with which the app's server is started.");
    }
  }

  private static String below(String folder, String path) {
    return folder.isEmpty() || path.isEmpty() ? folder + path : folder + "/" + path;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw MachineError.io("Reading the build's output", e);
    }
  }

  private static UserError none(String message) {
    return new UserError(
        "build.no-output",
        message,
        "Build the app on your machine and look what it leaves. If it is another folder, name it:"
            + " freehold app set output=FOLDER");
  }
}
