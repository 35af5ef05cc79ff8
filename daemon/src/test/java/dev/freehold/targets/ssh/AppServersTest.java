package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import dev.freehold.targets.ssh.transport.Tunnel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server's answers mean; that its scripts give them is for the tests with a real one. */
class AppServersTest {
  @TempDir private Path folder;
  private ReleaseRoom room;
  private Activation activation;

  @BeforeEach
  void open() {
    room = new ReleaseRoom(folder);
    activation = ServerApp.of(new Activations(room), "one", ServerApp.INSTALLED, Map.of());
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void start(String answer) {
    with(answer, servers -> servers.start(activation, "example.org", Map.of()));
  }

  private static void with(String answer, Consumer<AppServers> work) {
    var remote = new Answering(answer);
    try (Tunnel tunnel = Tunnel.open(remote, 0, 1)) {
      var details =
          new ServerDetails(
              ServerDetails.FORMAT, WebServer.CADDY, 1, 80, ServerDetails.HTTPS, true, false);
      work.accept(
          new AppServers(
              Activations.SITE,
              new OwnServer(remote, details, tunnel),
              new ServerScripts(remote),
              new LinuxPrograms() {
                @Override
                public Path node(int major, String arch) {
                  throw new AssertionError("Node.js " + major + " for " + arch);
                }

                @Override
                public Path deno(String arch) {
                  throw new AssertionError("Deno for " + arch);
                }
              }));
    }
  }

  private static void unreadable(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ProviderError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.answer-unreadable");
              assertThat(e.retryable()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "rea", "silent", "silent another", "Welcome home\nready\n", "ended:3 "})
  void whatIsNoAnswerToAStartIsTriedAgain(String answer) {
    unreadable(() -> start(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ended:", "ende", "", "late"})
  void aStartThatFailedForNoKnownReasonIsTriedAgain(String why) {
    unreadable(() -> start(why + " " + name() + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ended:3", "silent", "failing"})
  void aServerThatDoesNotAnswerIsForTheUserToMend(String why) {
    assertThatThrownBy(() -> start(why + " " + name() + "\nno database at all\n"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no database at all");
    assertThatCode(() -> start("ready\n")).doesNotThrowAnyException();
  }

  @Test
  void logLinesOfNoServerAreNoAnswer() {
    unreadable(() -> with("a 1 b\n", s -> s.logs(OptionalLong.empty(), 10, Map.of())));
  }

  private String name() {
    return Instance.of(Activations.SITE, activation).getFirst().name();
  }

  private record Answering(String answer) implements Remote {
    @Override
    public Reply exec(String command, Input input, Duration limit, Consumer<String> lines) {
      return new Reply(0, answer, "");
    }

    @Override
    public Reply run(byte[] script, byte[] input, Duration limit) {
      return new Reply(0, answer, "");
    }

    @Override
    public int forward(int port) {
      return port;
    }

    @Override
    public ServerAddress address() {
      return ServerAddress.parse("deploy@127.0.0.1:22");
    }
  }
}
