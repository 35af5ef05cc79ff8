package dev.freehold.targets.ssh.transport;

import dev.freehold.base.UserError;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's own configuration of {@code ssh}, asked of {@code ssh} itself so that nothing of it is
 * understood differently here.
 */
public final class SshConfig {
  /** Another configuration file, as with {@code ssh -F}. */
  public static final String FILE_VARIABLE = "FREEHOLD_SSH_CONFIG";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> PASSED = List.of("HOME", "USER", "LOGNAME", "SSH_AUTH_SOCK");

  private static final Pattern HOST_LINE =
      Pattern.compile("\\s*Host(?:\\s+|\\s*=\\s*)(.+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final int MOST_HOSTS = 50;

  private final ProcessRunner processes;
  private final Map<String, String> environment;
  private final Path home;

  public SshConfig(ProcessRunner processes, Map<String, String> environment, Path home) {
    this.processes = processes;
    this.environment = environment;
    this.home = home;
  }

  /**
   * @throws UserError {@code ssh.config} when {@code ssh} refuses its own configuration
   */
  HostSettings of(ServerAddress address) {
    var argv = new ArrayList<>(List.of("ssh", "-G"));
    Optional.ofNullable(environment.get(FILE_VARIABLE))
        .ifPresent(f -> argv.addAll(List.of("-F", f)));
    address.user().ifPresent(user -> argv.addAll(List.of("-l", user)));
    address.port().ifPresent(port -> argv.addAll(List.of("-p", Integer.toString(port))));
    argv.addAll(List.of("--", address.host()));
    var passed = new TreeMap<String, String>();
    passed.put("PATH", processes.executables().path());
    PASSED.stream()
        .filter(environment::containsKey)
        .forEach(name -> passed.put(name, environment.get(name)));
    ProcessResult result =
        processes.run(Command.of(home, argv).withEnvironment(passed).withTimeout(TIMEOUT));
    if (!result.succeeded()) {
      throw new UserError(
          "ssh.config",
          "ssh can't say how it would log in to "
              + address
              + ": "
              + String.join(" ", result.tail())
              + ".",
          "Run 'ssh -G " + address.host() + "' and mend your ssh configuration.");
    }
    return HostSettings.read(result.stdout(), home);
  }

  /**
   * Names that the configuration has for servers, in its order; without patterns. Files that it
   * includes are not looked at.
   *
   * @see <a href="https://man.openbsd.org/ssh_config">ssh_config(5)</a>
   */
  List<String> hosts() {
    Path file =
        Optional.ofNullable(environment.get(FILE_VARIABLE))
            .map(Path::of)
            .orElse(home.resolve(".ssh/config"));
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(HOST_LINE::matcher)
          .filter(Matcher::matches)
          .flatMap(line -> Stream.of(line.group(1).strip().split("\\s+")))
          .filter(name -> NAME.matcher(name).matches())
          .distinct()
          .limit(MOST_HOSTS)
          .toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of();
    }
  }

  OwnKey ownKey(Path file) {
    return new OwnKey(file, processes);
  }

  /** The socket of the agent that would be asked. */
  Optional<Path> agent(HostSettings settings) {
    return settings
        .agent()
        .or(() -> Optional.ofNullable(environment.get("SSH_AUTH_SOCK")))
        .filter(socket -> socket.startsWith("/"))
        .map(Path::of);
  }
}
