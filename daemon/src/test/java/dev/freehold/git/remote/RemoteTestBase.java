package dev.freehold.git.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.git.GitHttpServer;
import dev.freehold.git.RepositoryTestBase;
import dev.freehold.process.ProcessRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A git host with a private repository, and a user whose git knows the password. */
abstract class RemoteTestBase extends RepositoryTestBase {
  static final String PASSWORD = "s3cret";

  GitHttpServer server;
  Path hub;
  Path user;
  KeptLogins kept = new NoKeptLogins();

  @BeforeEach
  void aGitHost() throws Exception {
    Path served = Files.createDirectories(folder.resolve("served"));
    hub = served.resolve("shop.git");
    git.run(served, "init", "-q", "--bare", "-b", "main", "shop.git");
    git.run(hub, "config", "core.logAllRefUpdates", "true");
    server = new GitHttpServer(served, git);
    user = Files.createDirectories(folder.resolve("user"));
    Files.writeString(
        user.resolve(".gitconfig"),
        "[credential]\n\thelper = store --file=" + user.resolve("passwords") + "\n");
    knows("ada", PASSWORD);
  }

  @AfterEach
  void stopTheHost() throws Exception {
    server.close();
    git.assertSound(hub);
  }

  /** What the user's git has kept for the host. */
  void knows(String name, String password) throws Exception {
    Files.writeString(
        passwords(), "http://" + name + ":" + password + "@" + server.authority() + "\n");
  }

  Path passwords() {
    return user.resolve("passwords");
  }

  Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("PATH", user.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", user.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    return environment;
  }

  RemoteLine line(Map<String, String> environment) {
    var logins =
        new RemoteLogins(new ProcessRunner(environment), environment, user, "127.0.0.1", kept);
    return new RemoteLine(logins, new NoSsh(), Duration.ofSeconds(10), 64 << 20);
  }

  AppRemote remote(String url) {
    return remote(url, environment());
  }

  AppRemote remote(String url, Map<String, String> environment) {
    return new AppRemote(repository, "origin", RemoteUrl.parse(url), line(environment));
  }

  AppRemote remote() {
    return remote(server.url("/private/shop.git"));
  }

  static List<PushedRef> branches(String... names) {
    return Arrays.stream(names).map(PushedRef::branch).toList();
  }

  String head(Path in, String branch) throws Exception {
    return git.run(in, "rev-parse", branch).strip();
  }

  /** Somebody pushes a commit to the host, not to us. */
  String somebodyPushesToTheHost(String path, String text) throws Exception {
    Path clone = git.clone(hub, Files.createTempDirectory(folder, "somebody"));
    Files.writeString(clone.resolve(path), text);
    git.commitAndPush(clone, "Change " + path);
    return head(clone, "HEAD");
  }

  void program(String name, String script) throws Exception {
    Path file = Files.createDirectories(user.resolve("bin")).resolve(name);
    executable(file, script);
  }

  void hook(String name, String script) throws Exception {
    executable(hub.resolve("hooks").resolve(name), script);
  }

  private static void executable(Path file, String script) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void assertHidden(Throwable failure, String secret) {
    var trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(secret);
  }
}
