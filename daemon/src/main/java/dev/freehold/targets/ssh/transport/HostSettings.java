package dev.freehold.targets.ssh.transport;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How {@code ssh} would log in to a host: its own answer to {@code ssh -G} (ssh(1)), with every
 * {@code Include} and {@code Match} of the configuration carried out.
 *
 * @param keyAlias the name under which the host's key is known, if that is another
 * @param keyFiles private keys to try
 * @param onlyKeyFiles whether keys of the agent that are not among them must not be tried
 * @param agent the agent's socket
 * @param jump hosts to go through, as {@code ProxyJump} names them
 * @param knownHosts files of known host keys, the user's and the system's
 */
record HostSettings(
    String host,
    int port,
    String user,
    Optional<String> keyAlias,
    List<Path> keyFiles,
    boolean onlyKeyFiles,
    Optional<String> agent,
    Optional<String> jump,
    List<Path> knownHosts) {
  static final int USUAL_PORT = 22;

  /**
   * @param output a line per setting, {@code name value}
   * @param home what {@code ~} stands for
   */
  static HostSettings read(String output, Path home) {
    Map<String, List<String>> lines = new TreeMap<>();
    output
        .lines()
        .map(line -> line.split(" ", 2))
        .filter(words -> words.length == 2)
        .forEach(
            words ->
                lines
                    .computeIfAbsent(words[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(words[1].strip()));
    var knownHosts = new ArrayList<Path>();
    for (String name : List.of("userknownhostsfile", "globalknownhostsfile")) {
      lines.getOrDefault(name, List.of()).stream()
          .flatMap(files -> List.of(files.split(" ")).stream())
          .filter(file -> !file.equals("none"))
          .forEach(file -> knownHosts.add(path(file, home)));
    }
    return new HostSettings(
        first(lines, "hostname").orElseThrow(),
        Integer.parseInt(first(lines, "port").orElse("22")),
        first(lines, "user").orElseThrow(),
        first(lines, "hostkeyalias"),
        lines.getOrDefault("identityfile", List.of()).stream()
            .filter(file -> !file.equals("none"))
            .map(file -> path(file, home))
            .toList(),
        first(lines, "identitiesonly").equals(Optional.of("yes")),
        first(lines, "identityagent").filter(agent -> !agent.equals("SSH_AUTH_SOCK")),
        first(lines, "proxyjump").filter(jump -> !jump.equals("none")),
        List.copyOf(knownHosts));
  }

  /** Under which name its key is looked up. */
  String knownAs() {
    return keyAlias.orElse(host);
  }

  /** An alias stands for one host, whatever its port (HostKeyAlias in ssh_config(5)). */
  int keyPort() {
    return keyAlias.isPresent() ? USUAL_PORT : port;
  }

  private static Optional<String> first(Map<String, List<String>> lines, String name) {
    return lines.getOrDefault(name, List.of()).stream().findFirst();
  }

  private static Path path(String file, Path home) {
    return file.startsWith("~/") ? home.resolve(file.substring(2)) : Path.of(file);
  }
}
