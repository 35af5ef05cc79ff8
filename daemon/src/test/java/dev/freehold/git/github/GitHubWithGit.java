package dev.freehold.git.github;

import com.sun.net.httpserver.HttpExchange;
import dev.freehold.git.GitCli;
import dev.freehold.git.GitHttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The stand-in for GitHub with the real git behind its repositories: what is pushed there is what
 * its API tells of.
 */
public final class GitHubWithGit implements AutoCloseable {
  private final FakeGitHub fake = new FakeGitHub(Clock.systemUTC());
  private final FakeToken token = FakeToken.classic("ada", "repo");
  private final Path root;
  private final GitCli git;

  public GitHubWithGit(Path root, GitCli git) throws IOException {
    this.root = Files.createDirectories(root);
    this.git = git;
    fake.state().add(token);
    fake.git(this::serve, this::tell);
  }

  public URI address() {
    return fake.address();
  }

  /** Of ada's. */
  public String token() {
    return token.value();
  }

  /** Logs in with codes are asked for as often as the test has time for. */
  public void askedEverySecond() {
    fake.devices().askedEvery(1);
  }

  /** Somebody types the code at the page. */
  public void confirm(String userCode, String login) {
    fake.devices().confirm(userCode, login);
  }

  /** {@code owner/name} of those that are there. */
  public List<String> repositories() {
    return fake.state().repositories().stream().map(FakeRepository::fullName).toList();
  }

  public boolean isPrivate(String fullName) {
    return find(fullName).orElseThrow().visibility.equals("private");
  }

  /** {@code head -> base} of the open pull requests. */
  public List<String> pulls(String fullName) {
    return find(fullName).orElseThrow().pulls.stream()
        .map(pull -> pull.head() + " -> " + pull.base())
        .toList();
  }

  /** The bare repository behind it. */
  public Path folder(String fullName) throws Exception {
    Path folder = root.resolve(fullName + ".git");
    if (!Files.exists(folder)) {
      Files.createDirectories(folder);
      git.run(folder, "init", "-q", "--bare", "-b", "main", ".");
    }
    return folder;
  }

  /** Only pull requests may change main from now on. */
  public void protectMain(String fullName) throws Exception {
    find(fullName).orElseThrow().rules.put("main", List.of("pull_request"));
    Path hook = folder(fullName).resolve("hooks/update");
    Files.createDirectories(hook.getParent());
    Files.writeString(
        hook,
        """
        #!/bin/sh
        [ "$1" = refs/heads/main ] || exit 0
        echo "error: GH006: Protected branch update failed for refs/heads/main." >&2
        exit 1
        """);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Optional<FakeRepository> find(String fullName) {
    return fake.state().repositories().stream()
        .filter(repository -> repository.fullName().equals(fullName))
        .findFirst();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String fullName = path.substring(1, path.indexOf(".git/"));
    Optional<FakeToken> who = who(exchange);
    Optional<FakeRepository> repository = find(fullName);
    if (who.isEmpty() || repository.isEmpty()) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"GitHub\"");
      exchange.sendResponseHeaders(who.isEmpty() ? 401 : 404, -1);
      return;
    }
    try {
      folder(fullName);
      GitHttpServer.serve(exchange, root, git, "", who.get().login());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void tell() {
    try {
      for (FakeRepository repository : fake.state().repositories()) {
        tell(repository, folder(repository.fullName()));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void tell(FakeRepository repository, Path folder) throws Exception {
    String refs =
        git.run(folder, "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads");
    repository.branches.clear();
    refs.lines()
        .map(line -> line.split(" ", 2))
        .forEach(pair -> repository.branches.put(pair[0], pair[1]));
  }

  private Optional<FakeToken> who(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair =
        new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
    return fake.state().token(pair.substring(pair.indexOf(':') + 1));
  }

  @Override
  public void close() {
    fake.close();
  }
}
