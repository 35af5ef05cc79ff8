package dev.freehold.git.remote;

import dev.freehold.credential.Secret;
import dev.freehold.git.GitAddress;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.URIish;

/**
 * Finds logins for servers of git where people have them already, of which nothing is kept; and
 * last the one that Freehold got itself.
 */
public final class RemoteLogins {
  /** What GitHub takes as the user beside any token. */
  static final String TOKEN_USER = "x-access-token";

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final ProcessRunner runner;
  private final Map<String, String> environment;
  private final Path folder;
  private final String github;
  private final KeptLogins kept;
  private final CredentialHelper helper;

  /**
   * @param environment the user's: {@code GH_TOKEN} and {@code GITHUB_TOKEN}, and what {@code gh}
   *     and git's helpers need to find their own settings
   * @param folder where they run; no repository
   * @param github the only host that the tokens of the environment are for: {@code github.com}
   * @param kept what Freehold keeps itself
   */
  public RemoteLogins(
      ProcessRunner runner,
      Map<String, String> environment,
      Path folder,
      String github,
      KeptLogins kept) {
    this.runner = runner;
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.github = github;
    this.kept = kept;
    this.helper = new CredentialHelper(runner, environment, folder);
  }

  /** One after the other, each looked for when the one before did not do. */
  Iterator<Login> of(RemoteUrl url) {
    return switch (url.address().kind()) {
      case FOLDER -> Collections.singleton((Login) new Login.Anonymous()).iterator();
      case SSH -> Collections.singleton((Login) new Login.Ssh()).iterator();
      case HTTP -> passwords(url.uri());
    };
  }

  /** The first login for a server, whose API takes the same; empty when none was found. */
  public Optional<Login.Password> first(RemoteUrl url) {
    Iterator<Login> ways = of(url);
    return ways.hasNext() && ways.next() instanceof Login.Password password
        ? Optional.of(password)
        : Optional.empty();
  }

  /** Whether people can log in there through Freehold. */
  public boolean offersOwn(RemoteUrl url) {
    return url.address().kind() == GitAddress.Kind.HTTP && kept.offers(server(url.uri()));
  }

  private Iterator<Login> passwords(URIish uri) {
    List<Supplier<Optional<? extends Login>>> sources =
        List.of(
            () -> variable(uri, "GH_TOKEN"),
            () -> variable(uri, "GITHUB_TOKEN"),
            () -> gh(uri.getHost()),
            () -> helper.fill(uri),
            () -> kept.find(server(uri)));
    return sources.stream()
        .map(Supplier::get)
        .<Login>flatMap(found -> found.<Stream<Login>>map(Stream::of).orElse(Stream.empty()))
        .iterator();
  }

  private Optional<Login> variable(URIish uri, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(token -> !token.isBlank() && uri.getHost().equalsIgnoreCase(github))
        .map(token -> new Login.FromVariable(name, TOKEN_USER, Secret.of(token.strip())));
  }

  /** Without the variables, or it would say the same again. */
  private Optional<Login> gh(String host) {
    if (runner.executables().find("gh").isEmpty() || host.startsWith("-")) {
      return Optional.empty();
    }
    var quiet = new TreeMap<>(environment);
    quiet.remove("GH_TOKEN");
    quiet.remove("GITHUB_TOKEN");
    quiet.put("GH_PROMPT_DISABLED", "1");
    quiet.put("GH_NO_UPDATE_NOTIFIER", "1");
    ProcessResult result =
        runner.run(
            Command.of(folder, "gh", "auth", "token", "--hostname", host)
                .withEnvironment(quiet)
                .withTimeout(LIMIT));
    return Optional.of(result.stdout().strip())
        .filter(token -> result.succeeded() && token.matches("\\S+"))
        .map(token -> new Login.FromGh(host, TOKEN_USER, Secret.of(token)));
  }

  private static String server(URIish uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return uri.getPort() > 0 ? host + ":" + uri.getPort() : host;
  }

  void accepted(RemoteUrl url, Login login) {
    if (login instanceof Login.FromHelper known) {
      helper.approve(url.uri(), known);
    }
  }

  void refused(RemoteUrl url, Login login) {
    if (login instanceof Login.FromHelper known) {
      helper.reject(url.uri(), known);
    }
  }
}
