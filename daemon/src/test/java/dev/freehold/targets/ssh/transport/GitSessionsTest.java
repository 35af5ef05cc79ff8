package dev.freehold.targets.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.git.MapTree;
import dev.freehold.git.RepositoryTestBase;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.Login;
import dev.freehold.git.remote.NoKeptLogins;
import dev.freehold.git.remote.PushOutcome;
import dev.freehold.git.remote.PushedRef;
import dev.freehold.git.remote.RefusalReason;
import dev.freehold.git.remote.Relation;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The remote of an app on a real sshd, with git's own programs behind it. */
class GitSessionsTest extends RepositoryTestBase {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final List<PushedRef> BOTH =
      List.of(PushedRef.branch("main"), PushedRef.branch("builder"));

  private static ServerMachine machine;
  private Logins logins;

  @BeforeAll
  static void startServer() throws Exception {
    machine = ServerMachine.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    machine.close();
  }

  @BeforeEach
  void aRepositoryThere() {
    logins = with(machine.config());
    there("rm -rf shop.git; git init -q --bare -b main shop.git");
    importExport(MapTree.of("index.html", "one"));
  }

  @AfterEach
  void logOut() {
    logins.close();
  }

  private Logins with(Path config) {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), SshConfig.FILE_VARIABLE, config.toString());
    return new Logins(
        new SshConfig(new ProcessRunner(environment), environment, folder),
        folder.resolve("approved"),
        folder.resolve("own"));
  }

  private String there(String command) {
    var reply = logins.to(machine.address("deploy")).exec(command, Input.NONE, LIMIT);
    assertThat(reply.exit()).as(reply.errors()).isZero();
    return reply.out().strip();
  }

  private AppRemote remote(String path) {
    return remote("ssh://deploy@127.0.0.1:" + machine.port() + path, logins);
  }

  private AppRemote remote(String url, Logins by) {
    var none =
        new RemoteLogins(
            new ProcessRunner(Map.of()), Map.of(), folder, "github.com", new NoKeptLogins());
    var line = new RemoteLine(none, by.forGit(), LIMIT, 64 << 20);
    return new AppRemote(repository, "origin", RemoteUrl.parse(url), line);
  }

  private AppRemote remote() {
    return remote("/home/deploy/shop.git");
  }

  private static FreeholdException refused(AppRemote remote) {
    return catchThrowableOfType(FreeholdException.class, () -> remote.push(BOTH));
  }

  @Test
  void branchesArePushedAndFetched() {
    var pushed = remote().push(BOTH);
    assertThat(pushed.outcomes()).hasOnlyElementsOfType(PushOutcome.Pushed.class);
    assertThat(pushed.login()).isEqualTo(new Login.Ssh());
    assertThat(there("git -C shop.git rev-parse main"))
        .isEqualTo(repository.head("main").orElseThrow());
    there(
        "git clone -q shop.git w && cd w && git -c user.name=a -c user.email=a@b commit -q"
            + " --allow-empty -m x && git push -q origin HEAD:main; cd; rm -rf w");
    var main = remote().pull().branches().getFirst();
    assertThat(main.relation()).isEqualTo(new Relation.Behind(1));
    assertThat(repository.contains(main.theirs().orElseThrow())).isTrue();
  }

  @Test
  void theShortFormWithANameOfTheConfigurationWorks() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "Host hub\n  HostName 127.0.0.1\n  User deploy\n  Port "
                + machine.port()
                + "\n"
                + Files.readString(machine.config()));
    try (Logins named = with(config)) {
      assertThat(remote("hub:shop.git", named).push(BOTH).outcomes())
          .hasOnlyElementsOfType(PushOutcome.Pushed.class);
    }
  }

  @Test
  void aHookOfTheServerIsHeard() {
    there("printf '#!/bin/sh\\necho no builds today >&2; exit 1\\n' >shop.git/hooks/pre-receive");
    there("chmod +x shop.git/hooks/pre-receive");
    assertThat(remote().push(BOTH).outcomes())
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        PushOutcome.Refused.class,
                        no -> {
                          assertThat(no.reason()).isEqualTo(RefusalReason.HOOK);
                          assertThat(no.words()).contains("no builds today");
                        }));
  }

  @Test
  void aServerWhoseKeyIsNotKnownIsNotSpokenTo() throws Exception {
    String url = "ssh://deploy@127.0.0.1:" + machine.port() + "/home/deploy/shop.git";
    try (Logins stranger = with(machine.strangersConfig())) {
      FreeholdException e = refused(remote(url, stranger));
      assertThat(e.code()).isEqualTo("ssh.host-unknown");
      assertThat(e).hasMessageContaining(machine.fingerprint());
    }
    assertThat(there("git -C shop.git for-each-ref")).isEmpty();
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhoIsNotKnownIsRefused() {
    assertThat(refused(remote("/home/deploy/none.git")).code()).isEqualTo("git.not-found");
    String stranger = "ssh://nobody-here@127.0.0.1:" + machine.port() + "/home/deploy/shop.git";
    assertThat(refused(remote(stranger, logins)).code()).isEqualTo("ssh.login-refused");
  }
}
