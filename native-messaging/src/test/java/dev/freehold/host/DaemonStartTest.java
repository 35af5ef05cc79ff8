package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting the daemon, with a launcher that the test wrote. */
class DaemonStartTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private @TempDir Path temp;
  private Path socket;

  @BeforeEach
  void place() {
    socket = temp.resolve("s");
  }

  @Test
  void manyRequestsAtOnceStartOneDaemon() throws Exception {
    Path launcher =
        launcher(
            """
            echo "$*" >>started
            mkfifo ready.tmp && mv ready.tmp ready
            read -r _ <ready
            """);
    try (var port = Port.open(socket, start(launcher, LONG)).hello()) {
      Set<String> waiting = new HashSet<>();
      for (int i = 0; i < 12; i++) {
        waiting.add("r" + i);
        port.send("{'id':'r" + i + "','method':'GET','path':'/v1/status'}");
      }
      port.send("{'id':'gone','subscribe':{}}").send("{'id':'gone','unsubscribe':true}");
      assertThat(port.next().path("id").asText()).as("one may give up").isEqualTo("gone");
      while (!Files.exists(temp.resolve("ready"))) {
        Thread.onSpinWait();
      }
      try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"))) {
        Files.writeString(temp.resolve("ready"), "go\n");
        while (!waiting.isEmpty()) {
          JsonNode answer = port.next();
          assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(200);
          waiting.remove(answer.path("id").asText());
        }
        assertThat(daemon.wasAsked()).isTrue();
      }
      assertThat(temp.resolve("started")).hasContent("daemon start --json\n");
    }
  }

  @Test
  void aSocketThatNobodyListensOnIsNoDaemon() throws Exception {
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    assertThat(Files.exists(socket)).as("closing leaves the file").isTrue();
    JsonNode answer = answerWith(launcher("exit 0"), LONG);
    assertThat(answer.at("/error/code").asText())
        .as("it was started, and is not there all the same")
        .isEqualTo("host.connection-lost");
  }

  @Test
  void whatTheCommandReportsIsPassedOn() throws Exception {
    JsonNode answer =
        answerWith(
            launcher(
                """
                echo '{"error":{"code":"daemon.did-not-start","message":"Silence.","remedy":"Look."}}'
                exit 5
                """),
            LONG);
    assertThat(answer)
        .isEqualTo(
            Schemas.MAPPER.readTree(
                "{\"id\":\"1\",\"error\":{\"code\":\"daemon.did-not-start\","
                    + "\"message\":\"Silence.\",\"remedy\":\"Look.\"}}"));
  }

  @Test
  void aCommandThatFailsWithoutAWordIsReported() throws Exception {
    assertNotStarted("exit code 7", answerWith(launcher("echo Segmentation fault; exit 7"), LONG));
  }

  @Test
  void aCommandThatIsNotThereIsReported() throws Exception {
    assertNotStarted("no-such", answerWith(temp.resolve("no-such"), LONG));
    try (var port = Port.greeted(socket)) {
      assertNotStarted("does not know where", status(port));
    }
  }

  @Test
  void aCommandThatNeverEndsIsGivenUp() throws Exception {
    assertNotStarted("took over", answerWith(launcher("exec sleep 600"), Duration.ofMillis(300)));
  }

  @Test
  void asSoonAsThereIsADaemonItIsUsed() throws Exception {
    try (var port = Port.open(socket, start(launcher("exit 7"), LONG)).hello()) {
      assertNotStarted("exit code 7", status(port));
      try (var daemon = new FakeDaemon(socket, FakeDaemon.json("{}"))) {
        assertThat(status(port).path("status").asInt()).isEqualTo(200);
        assertThat(daemon.wasAsked()).isTrue();
      }
    }
  }

  private static void assertNotStarted(String why, JsonNode answer) {
    assertThat(answer.at("/error/code").asText()).isEqualTo("host.daemon-not-started");
    assertThat(answer.at("/error/message").asText()).contains(why);
    assertThat(answer.at("/error/remedy").asText()).contains("freehold daemon start");
  }

  private JsonNode answerWith(Path launcher, Duration patience) throws Exception {
    try (var port = Port.open(socket, start(launcher, patience)).hello()) {
      return status(port);
    }
  }

  private static JsonNode status(Port port) throws Exception {
    return port.send("{'id':'1','method':'GET','path':'/v1/status'}").next();
  }

  private DaemonStart start(Path launcher, Duration patience) {
    return new DaemonStart(socket, Optional.of(launcher), patience);
  }

  private Path launcher(String body) throws IOException {
    Path launcher = temp.resolve("freehold");
    Files.writeString(launcher, "#!/bin/bash\ncd '" + temp + "'\n" + body + "\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    return launcher;
  }
}
