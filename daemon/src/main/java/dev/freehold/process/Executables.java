package dev.freehold.process;

import dev.freehold.base.MachineError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs by name. */
public final class Executables {
  /** Where tools are when a service was started with next to no PATH. */
  private static final List<String> USUAL =
      List.of("/usr/local/bin", "/opt/homebrew/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private final List<String> folders;

  /**
   * @param environment whose PATH is searched before the usual places
   */
  public Executables(Map<String, String> environment) {
    this.folders =
        Stream.concat(
                Stream.of(environment.getOrDefault("PATH", "").split(":", -1)), USUAL.stream())
            .filter(folder -> folder.startsWith("/"))
            .distinct()
            .toList();
  }

  /** The folders searched, in order, as a PATH. */
  public String path() {
    return String.join(":", folders);
  }

  public Optional<Path> find(String name) {
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Executables::isProgram);
    }
    return folders.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Executables::isProgram)
        .findFirst();
  }

  /**
   * As {@link #find}, for what must be there.
   *
   * @throws MachineError {@code process.not-found}
   */
  public Path require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new MachineError(
                    "process.not-found",
                    "The program " + name + " is not installed, or it can't be executed.",
                    "Install " + name + " and make sure that it is on the PATH, then try again."));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
