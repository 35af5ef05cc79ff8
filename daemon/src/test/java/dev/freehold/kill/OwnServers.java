package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.Ports;
import dev.freehold.targets.local.site.ServicesState;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;

/** What must hold of an app's own servers, each version of which is a release. */
final class OwnServers {
  private static final Site SITE = new Site(Driver.APP, "production");

  private final KilledApp.WithServer app;
  private final Home home;

  OwnServers(KilledApp.WithServer app, Home home) {
    this.app = app;
    this.home = home;
  }

  /** Until the serving process, which starts after the daemon, lets visitors reach this version. */
  void awaitAnswer(int version) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(() -> assertThat(page().body()).contains(shown(version)));
  }

  /** While the daemon is down: what it wrote down before is true. */
  void answerWhereAStepSaysSo(int version) throws Exception {
    Set<String> done = stepsDone();
    if (done.contains("stage")) {
      assertThat(states(version))
          .as("servers of a staging that is done")
          .containsOnly(ServicesState.State.READY);
    }
    if (done.contains("activate")) {
      assertThat(page().body()).contains(shown(version));
    } else {
      assertThat(page().body()).containsAnyOf(shown(version - 1), shown(version));
    }
  }

  private static String shown(int version) {
    return ">version-" + version + "<";
  }

  /** The live release and the one before are kept running; those before them end after a while. */
  void runOnce(int version) {
    for (int i = 1; i <= version; i++) {
      assertThat(app.processes("version-" + i))
          .as("processes of version %d of %d", i, version)
          .isBetween(i < version - 1 ? 0L : 1L, 1L);
    }
  }

  private Page page() throws IOException {
    int port = Ports.read(home).orElseThrow().shared();
    return Page.fetch("http://" + HostNames.of(SITE) + ":" + port + "/");
  }

  private Set<ServicesState.State> states(int version) throws IOException {
    var states = new HashSet<ServicesState.State>();
    Path folder = SiteFolder.of(home, SITE).services();
    try (var files = Files.newDirectoryStream(folder, "v" + version + ".*.json")) {
      for (Path file : files) {
        Json.read(Files.readString(file), ServicesState.class)
            .services()
            .forEach(service -> states.add(service.state()));
      }
    }
    return states;
  }

  /** Of the deployment that was killed. */
  private Set<String> stepsDone() throws SQLException {
    var done = new HashSet<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select s.name from steps s join deployments d on d.id = s.run_id"
                    + " where d.finished_at is null and s.state = 'done'")) {
      while (rows.next()) {
        done.add(rows.getString(1));
      }
    }
    return done;
  }
}
