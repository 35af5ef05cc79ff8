package dev.freehold.git.remote;

import dev.freehold.base.MachineError;
import dev.freehold.credential.Secret;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.transport.URIish;

/**
 * The credential helpers of the user's git, asked through {@code git credential} (its format:
 * git-credential(1)). Nobody is there to type, so every prompt is off. Secrets pass through its
 * standard input and output only.
 */
final class CredentialHelper {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ProcessRunner runner;
  private final Map<String, String> environment;
  private final Path folder;

  CredentialHelper(ProcessRunner runner, Map<String, String> environment, Path folder) {
    this.runner = runner;
    this.environment = quiet(environment);
    this.folder = folder;
  }

  /** The user's settings of git, but nothing that would point it at another repository. */
  private static Map<String, String> quiet(Map<String, String> environment) {
    var quiet = new TreeMap<>(environment);
    quiet.keySet().removeIf(n -> n.startsWith("GIT_") && !n.startsWith("GIT_CONFIG"));
    quiet.put("GIT_TERMINAL_PROMPT", "0");
    quiet.put("GIT_ASKPASS", "");
    quiet.put("SSH_ASKPASS", "");
    quiet.put("GCM_INTERACTIVE", "never");
    return quiet;
  }

  /**
   * @return empty when no helper knows the server
   * @throws MachineError {@code process.timed-out}
   */
  Optional<Login.FromHelper> fill(URIish uri) {
    if (runner.executables().find("git").isEmpty()) {
      return Optional.empty();
    }
    ProcessResult result = run("fill", description(uri, Optional.ofNullable(uri.getUser())));
    Map<String, String> answer =
        result
            .stdout()
            .lines()
            .filter(line -> line.contains("="))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
    String user = answer.get("username");
    String password = answer.get("password");
    return result.succeeded() && user != null && password != null
        ? Optional.of(new Login.FromHelper(user, Secret.of(password)))
        : Optional.empty();
  }

  /** The server let us in: a helper may keep it. */
  void approve(URIish uri, Login.FromHelper login) {
    run("approve", withPassword(uri, login));
  }

  /** The server refused it: a helper must forget it. */
  void reject(URIish uri, Login.FromHelper login) {
    run("reject", withPassword(uri, login));
  }

  private ProcessResult run(String action, String input) {
    return runner.run(
        Command.of(folder, "git", "credential", action)
            .withEnvironment(environment)
            .withStdin(input)
            .withTimeout(LIMIT));
  }

  private static String withPassword(URIish uri, Login.FromHelper login) {
    return description(uri, Optional.of(login.user()))
        + "password="
        + login.secret().reveal()
        + "\n";
  }

  /** No value has a line break: {@code GitAddress} and the lines of an answer see to that. */
  private static String description(URIish uri, Optional<String> user) {
    String path = uri.getRawPath();
    return "protocol="
        + uri.getScheme()
        + "\nhost="
        + uri.getHost()
        + (uri.getPort() > 0 ? ":" + uri.getPort() : "")
        + "\npath="
        + (path.startsWith("/") ? path.substring(1) : path)
        + "\n"
        + user.map(name -> "username=" + name + "\n").orElse("");
  }
}
