package dev.freehold.targets.ssh.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.ssh.Relay;
import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Remote.Input;
import dev.freehold.targets.ssh.transport.Remote.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real sshd, with the real ssh saying what its configuration means. */
class LoginsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static ServerMachine machine;

  @TempDir private Path folder;
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
  void logIn() throws IOException {
    logins = with(Files.readString(machine.config()), Map.of());
  }

  @AfterEach
  void logOut() {
    logins.close();
  }

  private Logins with(String config, Map<String, String> more) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), config);
    var environment = new TreeMap<>(more);
    environment.put("PATH", System.getenv("PATH"));
    environment.put(SshConfig.FILE_VARIABLE, file.toString());
    return new Logins(
        new SshConfig(new ProcessRunner(environment), environment, folder),
        folder.resolve("approved"),
        folder.resolve("own"));
  }

  private void use(String config) throws IOException {
    use(config, Map.of());
  }

  private void use(String config, Map<String, String> environment) throws IOException {
    logins.close();
    logins = with(config, environment);
  }

  private Reply exec(String command) {
    return exec(machine.address("deploy"), command);
  }

  private Reply exec(ServerAddress address, String command) {
    return logins.to(address).exec(command, Input.NONE, LIMIT);
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void aCommandReadsWritesAndEndsAsItDoesThere() {
    assertThat(exec("echo out; echo err >&2; exit 7")).isEqualTo(new Reply(7, "out\n", "err\n"));
    byte[] much = new byte[3_000_000];
    Reply counted =
        logins.to(machine.address("deploy")).exec("wc -c; id -un", out -> out.write(much), LIMIT);
    assertThat(counted.out()).isEqualTo("3000000\ndeploy\n");
    assertThat(exec("head -c 2000000 /dev/zero | tr '\\0' x").out()).hasSize(2_000_000);
  }

  @Test
  void scriptsOfALoginRunInOneShellAndLeaveNothingToTheNext() {
    Remote remote = logins.to(machine.address("deploy"));
    assertThat(run(remote, "set -eu; x=1; cd /; false; echo no", "unread".repeat(50_000)))
        .isEqualTo(new Reply(1, "", ""));
    assertThat(run(remote, "echo ${x-unset} $PWD; wc -c; echo bad >&2; exit 4", "y".repeat(70_000)))
        .isEqualTo(new Reply(4, "unset /home/deploy\n70000\n", "bad\n"));
    assertThat(run(remote, "", "")).isEqualTo(new Reply(0, "", ""));
    assertThat(run(remote, "head -c 2000000 /dev/zero | tr '\\0' x", "").out()).hasSize(2_000_000);
    assertThat(run(remote, "ps -o args= -p $PPID $$; echo secret-word | cat >/dev/null", "").out())
        .doesNotContain("secret-word");
  }

  @Test
  void aScriptThatTakesTooLongIsGivenUpAndTheNextRuns() {
    Remote remote = logins.to(machine.address("deploy"));
    refused(
        "ssh.timed-out", () -> remote.run(bytes("sleep 30"), new byte[0], Duration.ofMillis(500)));
    assertThat(run(remote, "echo again", "").out()).isEqualTo("again\n");
  }

  @Test
  void aLongScriptBlocksNoOther() throws Exception {
    Remote remote = logins.to(machine.address("deploy"));
    run(remote, "", "");
    try (var threads = Executors.newSingleThreadExecutor()) {
      Future<Reply> slow =
          threads.submit(() -> run(remote, "until [ -f short ]; do sleep 0.05; done", ""));
      assertThat(
              remote
                  .run(bytes("echo short; touch short"), new byte[0], Duration.ofSeconds(10))
                  .out())
          .isEqualTo("short\n");
      assertThat(slow.get().exit()).isZero();
    }
  }

  /** The command waits for what its first line brings about. */
  @Test
  void whoListensHearsEachLineWhileTheCommandRuns() {
    var heard = new ArrayList<String>();
    Reply reply =
        logins
            .to(machine.address("deploy"))
            .exec(
                "rm -f go; echo one; until [ -e go ]; do sleep 0.05; done; printf 'two\\nthree'",
                Input.NONE,
                LIMIT,
                line -> {
                  heard.add(line);
                  if (line.equals("one")) {
                    exec("touch go");
                  }
                });
    assertThat(reply).isEqualTo(new Reply(0, "one\ntwo\nthree", ""));
    assertThat(heard).containsExactly("one", "two", "three");
  }

  @Test
  void whoeverPrintsWithoutEndIsGivenUpAndTheNextRuns() {
    Remote remote = logins.to(machine.address("deploy"));
    refused("ssh.too-much-output", () -> run(remote, "yes", ""));
    refused("ssh.too-much-output", () -> run(remote, "yes >&2", ""));
    refused("ssh.too-much-output", () -> exec("head -c 40000000 /dev/zero"));
    assertThat(run(remote, "head -c 20000000 /dev/zero | tr '\\0' x", "").out())
        .hasSize(20_000_000);
  }

  @Test
  void aScriptWhoseEndWasCutOffDoesNotRun() {
    logins
        .to(machine.address("deploy"))
        .exec(
            SessionShell.LOOP,
            out -> out.write(bytes("9000 0 mark\ntouch begun\nrm -rf some")),
            LIMIT);
    assertThat(exec("ls").out()).doesNotContain("begun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "-1", "0 and more", "99999999999"})
  void anExitCodeThatIsNoneIsNoAnswerAndTheNextScriptRuns(String code) {
    Remote remote = logins.to(machine.address("deploy"));
    String script =
        "printf '\\n%s %s\\n' \"$id\" '" + code + "'; printf '\\n%s\\n' \"$id\" >&2; sleep 2";
    refused("target.answer-unreadable", () -> run(remote, script, ""));
    assertThat(run(remote, "echo again", "").out()).isEqualTo("again\n");
  }

  private static Reply run(Remote remote, String script, String input) {
    return remote.run(bytes(script), bytes(input), LIMIT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aCommandThatReadsNothingMayEndBeforeItsInput() {
    Reply reply =
        logins
            .to(machine.address("deploy"))
            .exec("echo early; exit 3", out -> out.write(new byte[20_000_000]), LIMIT);
    assertThat(reply.exit()).isEqualTo(3);
    assertThat(reply.out()).isEqualTo("early\n");
  }

  @Test
  void aCommandThatTakesTooLongIsGivenUp() {
    refused(
        "ssh.timed-out",
        () ->
            logins
                .to(machine.address("deploy"))
                .exec("sleep 30", Input.NONE, Duration.ofSeconds(1)));
    assertThat(exec("echo again").out()).isEqualTo("again\n");
  }

  @Test
  void aServerThatIsNotKnownIsNotLoggedInToBeforeItsKeyWasApproved() throws Exception {
    use(Files.readString(machine.strangersConfig()));
    refused("ssh.host-unknown", () -> exec("true"));
    Optional<HostKey> key = logins.firstContact(machine.address("deploy"));
    assertThat(key).isPresent();
    assertThat(key.get().fingerprint()).isEqualTo(machine.fingerprint());
    assertThat(key.get().kind()).isEqualTo("ssh-ed25519");

    logins.approve(machine.address("deploy"), key.get());
    assertThat(exec("echo in").out()).isEqualTo("in\n");
    assertThat(logins.firstContact(machine.address("deploy"))).isEmpty();
  }

  @Test
  void aServerWithAnotherKeyThanItsOwnIsRefused() throws Exception {
    String port = machine.address("deploy").toString().replaceFirst(".*:", "");
    Path known = folder.resolve("known");
    Files.writeString(
        known, "[127.0.0.1]:" + port + " " + Files.readString(machine.folder().resolve("key.pub")));
    use(
        Files.readString(machine.config())
            .replace(machine.folder().resolve("known_hosts").toString(), known.toString()));
    refused("ssh.host-key-changed", () -> exec("true"));
    refused("ssh.host-key-changed", () -> logins.firstContact(machine.address("deploy")));
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsRefused() throws Exception {
    machine.makeKey(folder.resolve("other"), "");
    use(
        Files.readString(machine.config())
            .replace(
                machine.folder().resolve("key").toString(), folder.resolve("other").toString()));
    refused("ssh.login-refused", () -> exec("true"));
  }

  @Test
  void whoHasNoKeyGetsOneOfFreeholdsToBringToTheServer() throws Exception {
    String none = Files.readString(machine.config()).replaceAll("(?m)^.*IdentityFile.*$", "");
    use(none + "\n  IdentityFile none\n");
    Path half = folder.resolve("own.pub");
    assertThatThrownBy(() -> exec("true"))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).isEqualTo("ssh.login-refused");
              assertThat(half).exists();
              assertThat(e.remedy()).contains("\n" + written(half).strip() + "\n");
            });
    assertThat(Files.getPosixFilePermissions(folder.resolve("own")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (Logins known = machine.logins()) {
      Remote remote = known.to(machine.address("deploy"));
      byte[] line = Files.readAllBytes(half);
      remote.exec("cat >> ~/.ssh/authorized_keys", out -> out.write(line), LIMIT);
      assertThat(exec("echo in").out()).isEqualTo("in\n");
      remote.exec("sed -i '$d' ~/.ssh/authorized_keys", Input.NONE, LIMIT);
    }
  }

  private static String written(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aKeyWithAPassphraseIsLeftToTheAgent() throws Exception {
    machine.makeKey(folder.resolve("locked"), "secret phrase");
    use(
        Files.readString(machine.config())
            .replace(
                machine.folder().resolve("key").toString(), folder.resolve("locked").toString()));
    refused("ssh.key-locked", () -> exec("true"));
  }

  @Test
  void theAgentIsAsked() throws Exception {
    Path socket = Path.of("/tmp", "fh-agent-" + ProcessHandle.current().pid());
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      Awaitility.await().until(() -> Files.exists(socket));
      var add = new ProcessBuilder("ssh-add", "-q", machine.folder().resolve("key").toString());
      add.environment().put("SSH_AUTH_SOCK", socket.toString());
      assertThat(add.start().waitFor()).isZero();
      String config =
          Files.readString(machine.config())
              .replaceAll("(?m)^.*IdentityFile.*$", "")
              .replace("IdentitiesOnly yes", "IdentitiesOnly no");
      use(config, Map.of("SSH_AUTH_SOCK", socket.toString()));
      assertThat(exec("echo in").out()).isEqualTo("in\n");

      machine.makeKey(folder.resolve("only"), "");
      use(
          config.replace(
              "IdentitiesOnly no", "IdentitiesOnly yes\n  IdentityFile " + folder.resolve("only")),
          Map.of("SSH_AUTH_SOCK", socket.toString()));
      refused("ssh.login-refused", () -> exec("true"));
    } finally {
      agent.destroy();
      Files.deleteIfExists(socket);
    }
  }

  @Test
  void aliasesIncludesAndJumpHostsOfTheConfigurationHold() throws Exception {
    String port = machine.address("deploy").toString().replaceFirst(".*:", "");
    Files.writeString(
        folder.resolve("more"),
        """
        Host box
          HostName 127.0.0.1
          Port %1$s
          User deploy
          HostKeyAlias server-machine
          ProxyJump root@127.0.0.1:%1$s
        """
            .formatted(port));
    use("Include " + folder.resolve("more") + "\n" + Files.readString(machine.config()));
    Reply reply = exec(ServerAddress.parse("box"), "id -un; echo $SSH_CONNECTION");
    assertThat(reply.out()).startsWith("deploy\n127.0.0.1 ");
  }

  @Test
  void whoeverDoesNotAnswerIsUnreachable() throws Exception {
    int nobody = ServerMachine.freePort();
    refused(
        "ssh.unreachable", () -> exec(ServerAddress.parse("deploy@127.0.0.1:" + nobody), "true"));
    refused(
        "ssh.unreachable", () -> exec(ServerAddress.parse("deploy@no-such-host.invalid"), "true"));
    use("Host *\n  Nonsense yes\n");
    refused("ssh.config", () -> exec("true"));
  }

  @Test
  void aLineThatWasCutIsOpenedAgain() throws Exception {
    int port = Integer.parseInt(machine.address("deploy").toString().replaceFirst(".*:", ""));
    try (Relay relay = Relay.to(port)) {
      use(
          "Host *\n  HostKeyAlias "
              + ServerMachine.ALIAS
              + "\n"
              + Files.readString(machine.config()));
      ServerAddress through = ServerAddress.parse("deploy@127.0.0.1:" + relay.port());
      assertThat(exec(through, "echo one").out()).isEqualTo("one\n");
      relay.cut();
      assertThat(exec(through, "echo two").out()).isEqualTo("two\n");
      assertThat(run(logins.to(through), "echo script", "").out()).isEqualTo("script\n");
      relay.cutAfter(500_000);
      refused(
          "ssh.connection-lost",
          () ->
              logins
                  .to(through)
                  .exec("cat > /dev/null", out -> out.write(new byte[5_000_000]), LIMIT));
      assertThat(exec(through, "echo three").out()).isEqualTo("three\n");
      assertThat(run(logins.to(through), "echo script", "").out()).isEqualTo("script\n");
    }
  }

  @Test
  void namesOfServers() {
    assertThat(ServerAddress.parse("deploy@example.org:2222").toString())
        .isEqualTo("deploy@example.org:2222");
    assertThat(ServerAddress.parse("[::1]:22").host()).isEqualTo("::1");
    for (String wrong :
        new String[] {
          "", "-oProxyCommand=x", "a b", "a@b@c", "host:0", "host:70000", "host:", "@h"
        }) {
      refused("ssh.address-invalid", () -> ServerAddress.parse(wrong));
    }
  }
}
