package dev.freehold.builds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Node and npm of this machine.
 *
 * @param node the real program, no shim
 * @param npm npm's {@code bin/npm-cli.js}, which node runs
 * @param nodeVersion {@code v22.11.0}
 * @param npmVersion {@code 11.0.0}
 * @param folders what a sandbox must show besides {@code /usr} so that both run
 * @param settings what of this machine's npm configuration may enter a sandbox
 */
public record Toolchain(
    Path node,
    Path npm,
    String nodeVersion,
    String npmVersion,
    List<Path> folders,
    NpmSettings settings) {

  /** The same with another Node; npm runs on it. */
  Toolchain withNode(Path program) {
    var all = new ArrayList<>(folders);
    all.add(program);
    return new Toolchain(program, npm, "brought", npmVersion, List.copyOf(all), settings);
  }

  int nodeMajor() {
    return Integer.parseInt(nodeVersion.replaceFirst("^v?(\\d+).*", "$1"));
  }

  /** What decides which binaries are installed and how they behave. */
  String identity() {
    return String.join(
        " ",
        "node",
        nodeVersion,
        "npm",
        npmVersion,
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""));
  }

  /** Where programs are looked up in a build, after the app's own. */
  String path() {
    return Stream.of(String.valueOf(node.getParent()), "/usr/local/bin", "/usr/bin", "/bin")
        .distinct()
        .reduce((a, b) -> a + ":" + b)
        .orElseThrow();
  }

  /** npm's configuration files that a sandbox would show; they can hold tokens. */
  List<Path> visibleConfiguration() {
    return settings.files().stream()
        .filter(Files::exists)
        .filter(file -> file.startsWith("/usr") || folders.stream().anyMatch(file::startsWith))
        .toList();
  }
}
