package dev.freehold.render;

import dev.freehold.process.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the user's browser: on the PATH, and where installers put it on Linux and macOS. */
public final class Browsers {
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "Google Chrome",
              List.of("google-chrome", "google-chrome-stable", "/opt/google/chrome/chrome"),
              "Google Chrome"),
          new Kind(
              "Chromium",
              List.of("chromium", "chromium-browser", "/usr/lib/chromium/chromium"),
              "Chromium"),
          new Kind(
              "Microsoft Edge",
              List.of("microsoft-edge", "microsoft-edge-stable", "/opt/microsoft/msedge/msedge"),
              "Microsoft Edge"),
          new Kind(
              "Brave",
              List.of("brave-browser", "brave", "/opt/brave.com/brave/brave-browser"),
              "Brave Browser"));

  private final Executables executables;
  private final List<Path> applications;

  /**
   * @param userHome whose {@code Applications} are searched besides those of the machine
   */
  public Browsers(Executables executables, Path userHome) {
    this(executables, List.of(Path.of("/Applications"), userHome.resolve("Applications")));
  }

  /**
   * @param applications folders of macOS applications
   */
  Browsers(Executables executables, List<Path> applications) {
    this.executables = executables;
    this.applications = applications;
  }

  /** Looked for anew at every call: a browser may be installed while the daemon runs. */
  public Optional<Browser> find() {
    return all().findFirst();
  }

  Stream<Browser> all() {
    return KINDS.stream().flatMap(this::programs);
  }

  private Stream<Browser> programs(Kind kind) {
    Stream<String> bundles =
        applications.stream()
            .map(folder -> folder + "/" + kind.bundle() + ".app/Contents/MacOS/" + kind.bundle());
    return Stream.concat(kind.programs().stream(), bundles)
        .flatMap(program -> executables.find(program).stream())
        .map(program -> new Browser(kind.name(), program));
  }

  /**
   * @param bundle name of the macOS application and of the program in it
   */
  private record Kind(String name, List<String> programs, String bundle) {}
}
