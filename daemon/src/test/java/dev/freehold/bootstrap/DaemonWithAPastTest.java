package dev.freehold.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.api.UnixHttp;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.targets.local.site.ServeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of a daemon that starts on a home that was used before. */
class DaemonWithAPastTest {
  private static final String TOMORROW = "01f0a1b2-c3d4-7abc-8def-0123456789ab";

  private Home home;
  private Daemon daemon;
  private UnixHttp http;

  @BeforeEach
  void start() throws IOException {
    home = new Home(Files.createTempDirectory("fh-past"));
    Home.privateFolder(home.root());
    try (var database = Database.open(home.database(), home.backups())) {
      database.change(
          sql -> {
            sql.update(
                "insert into apps (id, slug, builder, created_at) values ('a1', 'shop', 'x', 0)");
            sql.update(
                "insert into environments (id, app_id, name, target, created_at)"
                    + " values ('e1', 'a1', 'production', 'local', 0)");
            sql.update(
                "insert into plans (id, app_id, environment_id, kind, state, request, created_at)"
                    + " values (?, 'a1', 'e1', 'deploy', 'cancelled', '{}', 0)",
                TOMORROW);
          });
    }
    daemon = Daemon.start(home, Map.of("PATH", System.getenv("PATH")), Clock.systemUTC(), "test");
    http = new UnixHttp(home.socket());
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
    Leftovers.end(home);
    Folders.delete(home.root());
  }

  /** The app has one as soon as the daemon has started it. */
  private Optional<ProcessHandle> serving() throws Exception {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ServeStatus.read(home), Optional::isPresent)
        .flatMap(status -> ProcessHandle.of(status.pid()));
  }

  @Test
  void whatItMakesIsBehindWhatWasMadeBeforeTheClockWentBack() throws Exception {
    String made =
        http.sendJson("POST", "/v1/exports", "{\"name\":\"x\",\"kind\":\"zip\"}")
            .json()
            .path("id")
            .asText();
    assertThat(made).isGreaterThan(TOMORROW);
  }

  @Test
  void thatTheServingProcessEndedIsToldByTheStatusAndTheDoctor() throws Exception {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> http.get("/v1/status").json().path("serving").isObject());
    serving().orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(http.get("/v1/status").json().path("servingTrouble").asText())
                    .contains("ended by itself once and was started again"));
    assertThat(http.get("/v1/doctor").json().path("lines"))
        .filteredOn(line -> line.path("id").asText().equals("serving"))
        .singleElement()
        .extracting(line -> line.path("state").asText())
        .isEqualTo("warning");
  }
}
