package dev.freehold.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.doctor.Line.State;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketExaminationTest {
  private static final String SELF = System.getProperty("user.name", "");

  private @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void start() throws IOException {
    mode(temp, "rwx------");
    socket = temp.resolve("daemon.sock");
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  /** Listens, and says this to whoever connects; nothing when it is empty. */
  private ServerSocketChannel listening(String answer) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    mode(socket, "rw-------");
    if (!answer.isEmpty()) {
      Thread.startVirtualThread(() -> answer(server, answer));
    }
    return server;
  }

  private static void answer(ServerSocketChannel server, String answer) {
    try (var client = server.accept()) {
      client.read(ByteBuffer.allocate(1024));
      client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Line look() {
    return new SocketExamination(socket, temp.resolve("lock"), SELF).look();
  }

  private void finds(State state, String reason, String remedy) {
    Line line = look();
    assertThat(line.state()).as("%s", line).isEqualTo(state);
    assertThat(line.reason()).contains(reason);
    assertThat(line.remedy()).contains(remedy);
  }

  @Test
  void aDaemonThatAnswersIsFine() throws Exception {
    try (var _ = listening("HTTP/1.1 200 OK\r\n\r\n")) {
      Line line = look();
      assertThat(line.state()).as("%s", line).isEqualTo(State.OK);
      assertThat(line.remedy()).isEmpty();
    }
  }

  @Test
  void noDaemonIsStartedWhenNeeded() {
    finds(State.WARNING, "does not run", "freehold daemon start");
  }

  @Test
  void aSocketThatWasLeftBehindIsNoDaemon() throws Exception {
    listening("").close();
    finds(State.WARNING, "left " + socket + " behind", "freehold daemon start");
  }

  @Test
  void somethingElseInItsPlaceFails() throws Exception {
    Files.writeString(socket, "no socket");
    finds(State.FAILED, "that is no socket", "mv " + socket + " " + socket + ".old");
  }

  @Test
  void aSocketOrFolderThatIsOpenToOthersFails() throws Exception {
    try (var _ = listening("")) {
      mode(socket, "rw-rw-rw-");
      finds(State.FAILED, "rw-rw-rw-", "chmod 600 " + socket);
      mode(socket, "rw-------");
      mode(temp, "rwxr-xr-x");
      finds(State.FAILED, "rwxr-xr-x", "chmod 700 " + temp);
    }
  }

  @Test
  void theSocketOfSomebodyElseFails() throws Exception {
    try (var _ = listening("")) {
      Line line = new SocketExamination(socket, temp.resolve("lock"), "somebody").look();
      assertThat(line.state()).isEqualTo(State.FAILED);
      assertThat(line.reason()).contains("belongs to " + SELF);
      assertThat(line.remedy().orElseThrow()).contains("FREEHOLD_HOME");
    }
  }

  @Test
  void aListenerThatRefusesFails() throws Exception {
    try (var _ = listening("HTTP/1.1 403 No\r\n\r\n")) {
      finds(
          State.FAILED,
          "does not answer",
          "kill $(cat " + temp.resolve("lock") + ") && freehold daemon start");
    }
  }

  @Test
  void aListenerThatSaysNothingIsNotWaitedForForever() throws Exception {
    try (var _ = listening("")) {
      assertThat(Answering.at(socket, Duration.ofMillis(100))).isEqualTo(Answering.NO);
    }
  }
}
