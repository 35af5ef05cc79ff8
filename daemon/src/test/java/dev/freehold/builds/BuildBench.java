package dev.freehold.builds;

import dev.freehold.detect.Detection;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileTree;
import dev.freehold.file.Home;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A builder with everything real, and tiny apps for it. */
final class BuildBench {
  /** Asking npm takes half a second, and its answer is the same for all. */
  private static final Toolchains OF_THIS_MACHINE =
      new Toolchains(new ProcessRunner(System.getenv()), System.getenv());

  final Home home;
  final ProcessRunner runner = new ProcessRunner(System.getenv());
  final Map<String, String> environment = new HashMap<>(System.getenv());
  final Recorder listener = new Recorder();
  private final Path temporary;
  Duration timeout = Duration.ofSeconds(60);
  List<String> bwrap = List.of("bwrap");

  BuildBench(Path temporary) {
    this.temporary = temporary;
    this.home = new Home(temporary.resolve("home"));
  }

  Builder builder() {
    var tools = new Tools(home, sandboxes());
    return new Builder(
        home,
        sandboxes(),
        new NodeVersions(toolchains(), tools),
        tools,
        pythons(),
        denos(),
        cache(),
        timeout);
  }

  Toolchains toolchains() {
    return environment.equals(System.getenv())
        ? OF_THIS_MACHINE
        : new Toolchains(runner, environment);
  }

  Pythons pythons() {
    return new Pythons(runner, environment);
  }

  Denos denos() {
    return new Denos(runner, environment, toolchains(), new Tools(home, sandboxes()));
  }

  DependencyCache cache() {
    return new DependencyCache(home, runner, Clock.systemUTC());
  }

  Sandboxes sandboxes() {
    var hidden = List.of(home.root(), Path.of(System.getProperty("user.home")));
    return new Sandboxes(
        new Bubblewrap(runner, bwrap, home.cache().resolve("sandbox"), hidden),
        new Unsandboxed(runner));
  }

  BuildResult build(FileTree tree, Detection detection) {
    return builder()
        .build(new BuildRequest(tree, detection, Map.of(), Map.of(), Agreed.NONE, false), listener);
  }

  FileTree tree(Map<String, String> files) {
    try {
      Path folder = temporary.resolve("sources-" + UUID.randomUUID());
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      return DirectoryTree.of(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An app with a page that shows {@code VITE_GREETING}; fixture is {@code vite8}, {@code vite5}.
   */
  static Map<String, String> app(String fixture) {
    var files = new TreeMap<String, String>();
    files.put("package.json", resource(fixture + "/package.json"));
    files.put("package-lock.json", resource(fixture + "/package-lock.json"));
    files.put(
        "index.html",
        """
        <!doctype html>
        <html><head><meta charset="utf-8"><title>Tiny</title></head>
        <body><script type="module" src="/src/main.js"></script></body></html>
        """);
    files.put(
        "src/main.js",
        """
        const { VITE_NAME } = import.meta.env;
        document.title = import.meta.env.VITE_GREETING + VITE_NAME + import.meta.env.MODE;
        """);
    files.put(".env", "VITE_GREETING=hello-from-env-file\nVITE_NAME=name-from-env-file\n");
    return files;
  }

  static Detection vite(String script, String... variables) {
    var uses = new ArrayList<Detection.VariableUse>();
    for (String name : variables) {
      uses.add(new Detection.VariableUse(name, "src/main.js", 1, true));
    }
    return new Detection(
        "",
        "unknown",
        Detection.Framework.VITE_SPA,
        Optional.of(Detection.Install.npm("", Optional.of("package-lock.json"))),
        Optional.of(script),
        "dist",
        List.of(),
        Serving.files(Optional.of("index.html")),
        Map.of(),
        NodeRange.ANY,
        Optional.empty(),
        uses,
        List.of(),
        uses.isEmpty()
            ? List.of()
            : List.of(new Detection.Adaptation("vite-runtime-variables", "variables are public")),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  static Detection html(String root, String output) {
    return new Detection(
        root,
        "unknown",
        Detection.Framework.PLAIN_HTML,
        Optional.empty(),
        Optional.empty(),
        output,
        List.of(),
        Serving.files(Optional.empty()),
        Map.of(),
        NodeRange.ANY,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** All text of an output's files. */
  static String text(FileTree tree) {
    var all = new StringBuilder();
    tree.entries().forEach(e -> all.append(Sources.text(tree, e.path())).append('\n'));
    return all.toString();
  }

  static List<String> paths(FileTree tree) {
    return tree.entries().stream().map(FileTree.Entry::path).toList();
  }

  static String resource(String name) {
    try (InputStream in = BuildBench.class.getResourceAsStream("/build/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Remembers what it was told. */
  static final class Recorder implements BuildListener {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    final List<String> phases = Collections.synchronizedList(new ArrayList<>());
    volatile String cancelAt = "";

    @Override
    public void line(String line) {
      lines.add(line);
    }

    @Override
    public void phase(String name) {
      phases.add(name);
    }

    @Override
    public boolean cancelled() {
      return !cancelAt.isEmpty() && lines.contains(cancelAt);
    }
  }
}
