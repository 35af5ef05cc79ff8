package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged host, started by the launcher as a browser does, and the daemon that it starts. */
class NativeHostIT {
  private static final int CHUNK = 512 << 10;

  private Launcher freehold;

  @BeforeEach
  void newHome() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
  }

  @Test
  void theFirstRequestStartsTheDaemonWhichOutlivesTheHost() throws Exception {
    long pid;
    try (var host = HostProcess.greeted(freehold)) {
      JsonNode answer = host.get("1", "/v1/status");
      assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(200);
      assertThat(answer.at("/body/home").asText()).isEqualTo(freehold.home().root().toString());
      pid = answer.at("/body/pid").asLong();
      host.handle().destroyForcibly();
    }
    assertThat(freehold.json("daemon", "status").path("pid").asLong()).isEqualTo(pid);
    String session = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    assertThat(session.substring(session.lastIndexOf(')')).split(" ")[4])
        .as("the session of the daemon")
        .isEqualTo(String.valueOf(pid));
  }

  @Test
  void hostsThatRaceStartOneDaemon() throws Exception {
    Set<Long> daemons = new HashSet<>();
    try (var first = HostProcess.greeted(freehold);
        var second = HostProcess.greeted(freehold)) {
      for (HostProcess host : List.of(first, second, first, second)) {
        host.send("{'id':'" + System.nanoTime() + "','method':'GET','path':'/v1/status'}");
      }
      for (HostProcess host : List.of(first, second, first, second)) {
        JsonNode answer = host.next();
        assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(200);
        daemons.add(answer.at("/body/pid").asLong());
      }
    }
    assertThat(daemons).hasSize(1);
  }

  @Test
  void aDaemonThatWasKilledIsStartedAgain() throws Exception {
    try (var host = HostProcess.greeted(freehold)) {
      long killed = host.get("1", "/v1/status").at("/body/pid").asLong();
      host.send("{'id':'s','subscribe':{}}");
      // a request after it was begun: its stream is open, or will break just the same
      host.get("2", "/v1/status");
      DaemonIT.kill(killed);
      JsonNode ended = host.next();
      assertThat(ended.path("ended").asBoolean()).as("%s", ended).isTrue();
      assertThat(ended.at("/error/code").asText())
          .isIn("host.connection-lost", "host.events-ended");
      JsonNode answer = host.get("3", "/v1/status");
      assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(200);
      assertThat(answer.at("/body/pid").asLong()).isNotEqualTo(killed);
    }
  }

  @Test
  void aDaemonThatCanNotStartSaysWhyInItsOwnWords() throws Exception {
    Files.writeString(freehold.folder().resolve("h"), "in the way");
    try (var host = HostProcess.greeted(freehold)) {
      JsonNode error = host.get("1", "/v1/status").path("error");
      assertThat(error.path("code").asText()).isEqualTo("home.not-writable");
      assertThat(error.path("remedy").asText()).contains("FREEHOLD_HOME");
    } finally {
      Files.delete(freehold.folder().resolve("h"));
    }
  }

  @Test
  void anExportComesThroughInChunksManyAtOnceInASmallHeap() throws Exception {
    var chunk = new byte[CHUNK];
    new Random(7).nextBytes(chunk);
    String base64 = Base64.getEncoder().encodeToString(chunk);
    String query = "?offset=0&sha256=" + Sha256.of(chunk).hex();
    try (var host = HostProcess.greeted(freehold)) {
      host.send(
          "{'id':'e','method':'POST','path':'/v1/exports','body':{'kind':'zip','name':'a.zip'}}");
      JsonNode export = host.next();
      assertThat(export.path("status").asInt()).as("%s", export).isBetween(200, 201);
      String chunks = "/v1/exports/" + export.at("/body/id").asText() + "/chunks" + query;
      for (int i = 0; i < 40; i++) {
        host.send(
            "{'id':'c" + i + "','method':'PUT','path':'" + chunks + "','bytes':'" + base64 + "'}");
      }
      int taken = 0;
      for (int i = 0; i < 40; i++) {
        JsonNode answer = host.next();
        assertThat(answer.path("id").asText()).as("%s", answer).startsWith("c");
        taken += answer.at("/body/received").asInt() == CHUNK ? 1 : 0;
      }
      assertThat(taken).isPositive();
      JsonNode state = host.get("x", chunks.substring(0, chunks.indexOf("/chunks")));
      assertThat(state.at("/body/received").asInt()).isEqualTo(CHUNK);
    }
  }

  @Test
  void eventsOfADeploymentAreTold() throws Exception {
    freehold.done("daemon", "start");
    try (var host = HostProcess.greeted(freehold)) {
      host.send("{'id':'s','subscribe':{'after':0}}");
      freehold.deploy(PlainApp.write(freehold.folder().resolve("page"), "one"));
      long last = 0;
      String state = "";
      while (!state.equals("succeeded")) {
        JsonNode event = host.next().path("event");
        assertThat(event.path("seq").asLong()).isGreaterThan(last);
        last = event.path("seq").asLong();
        if (event.path("type").asText().equals("deployment.state")) {
          state = event.at("/data/state").asText();
        }
      }
    }
  }

  @Test
  void itHasAnAotCacheOfItsOwn() throws Exception {
    HostProcess.greeted(freehold).close();
    // whoever started first makes them, and nobody else waits for that
    await().atMost(Duration.ofMinutes(3)).until(NativeHostIT::hasCacheForTheHost);
  }

  private static boolean hasCacheForTheHost() throws IOException {
    try (var caches = Files.list(Launcher.sources().resolve("daemon/target/aot"))) {
      return caches
          .map(cache -> cache.getFileName().toString())
          .anyMatch(name -> name.matches("host-.*\\.aot"));
    }
  }

  @Test
  void theEndOfTheInputIsTheEndOfTheHost() throws Exception {
    try (var host = HostProcess.greeted(freehold)) {
      host.get("1", "/v1/status");
      host.send("{'id':'s','subscribe':{}}");
      assertThat(host.end()).isZero();
      assertThat(host.saidMore()).isEmpty();
    }
  }

  @Test
  void anotherExtensionGetsNothing() throws Exception {
    freehold.done("daemon", "start");
    for (String origin :
        List.of("chrome-extension://" + "a".repeat(32) + "/", "https://lovable.dev/")) {
      try (var host = HostProcess.start(freehold, origin)) {
        JsonNode refused = host.next();
        assertThat(refused.at("/error/code").asText()).isEqualTo("host.origin-refused");
        assertThat(host.exit()).isEqualTo(2);
        assertThat(host.saidMore()).isEmpty();
      }
    }
  }

  @Test
  void anotherUserGetsNothingEvenWhenTheFoldersAreOpen() throws Exception {
    freehold.done("daemon", "start");
    Path jar =
        Files.copy(
            Launcher.sources().resolve("native-messaging/target/freehold-host.jar"),
            freehold.folder().resolve("host.jar"),
            StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(freehold.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(asNobody(jar).at("/error/code").asText()).isEqualTo("host.daemon-not-started");
    Path socket = freehold.home().socket();
    for (Path path : List.of(freehold.home().root(), socket.getParent(), socket)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    JsonNode refused = asNobody(jar);
    assertThat(refused.path("status").asInt()).isEqualTo(403);
    assertThat(refused.at("/body/code").asText()).isEqualTo("api.foreign-user");
  }

  private JsonNode asNobody(Path jar) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> command =
        List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            java,
            "-jar",
            jar.toString(),
            HostProcess.ORIGIN);
    try (var host = HostProcess.start(freehold, command)) {
      host.send("{'hello':{'min':1,'max':1}}");
      assertThat(host.next().has("hello")).isTrue();
      JsonNode answer = host.get("1", "/v1/status");
      assertThat(answer.toString()).doesNotContain("uptimeMillis");
      return answer;
    }
  }
}
