package dev.freehold.git;

import dev.freehold.file.DirectoryTree;
import dev.freehold.file.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Imports a folder in a process of its own, which can be killed or watched from outside. */
final class ImportProcess {
  private ImportProcess() {}

  /** Arguments: home, slug, folder with the export. */
  public static void main(String[] arguments) {
    try (var repositories = new Repositories(new Home(Path.of(arguments[0])), Clock.systemUTC())) {
      repositories
          .open(arguments[1])
          .importExport(DirectoryTree.of(Path.of(arguments[2])), List.of(), "lovable", "Export");
    }
  }

  /** With {@code wrapper} before the command, for example strace. */
  static ProcessBuilder of(
      List<String> wrapper, Map<String, String> environment, Home home, Path export) {
    var command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ImportProcess.class.getName(),
            home.root().toString(),
            "shop",
            export.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }
}
