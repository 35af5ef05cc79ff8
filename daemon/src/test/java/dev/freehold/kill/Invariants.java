package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What must hold after any crash, once the daemon is back and has come to rest. */
final class Invariants {
  private final KilledApp app;
  private final Home home;

  Invariants(KilledApp app, Home home) {
    this.app = app;
    this.home = home;
  }

  /**
   * @param marker content of the release that must be live
   * @param generation how often the pointer moved in all
   */
  void hold(Driver driver, String marker, long generation) throws Exception {
    JsonNode production = driver.app().path("environments").get(0);
    assertThat(production.path("generation").asLong()).as("switches").isEqualTo(generation);
    pageIs(production, marker);
    historyIsWhole(driver.history(), production);
    databaseIsIntact();
    gitIsIntact();
  }

  private void pageIs(JsonNode production, String marker) throws IOException {
    Page page = Page.fetch(production.path("url").asText());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).as("one live release, and it is served").contains(">" + marker + "<");
    assertThat(app.release(page))
        .as("the target serves what the database says")
        .isEqualTo(production.path("release").asText());
  }

  private static void historyIsWhole(JsonNode deployments, JsonNode production) {
    var ids = new HashSet<String>();
    for (JsonNode deployment : deployments) {
      assertThat(ids.add(deployment.path("deployment").asText())).isTrue();
      assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
      for (JsonNode step : deployment.path("steps")) {
        assertThat(step.path("state").asText())
            .as("step %s", step.path("name").asText())
            .isEqualTo("done");
      }
    }
    assertThat(deployments.get(0).path("release").asText())
        .as("the newest deployment is the live release")
        .isEqualTo(production.path("release").asText());
  }

  private void databaseIsIntact() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.database());
        var statement = connection.createStatement()) {
      assertThat(one(statement.executeQuery("pragma integrity_check"))).isEqualTo("ok");
      assertThat(one(statement.executeQuery("select count(*) from pragma_foreign_key_check")))
          .isEqualTo("0");
      assertThat(
              one(
                  statement.executeQuery(
                      "select count(*) from deployments where finished_at is null")))
          .as("no lease is left")
          .isEqualTo("0");
      assertThat(
              one(
                  statement.executeQuery(
                      "select count(*) from (select 1 from releases"
                          + " group by app_id, commit_id, artifact_id having count(*) > 1)")))
          .as("no release twice")
          .isEqualTo("0");
    }
  }

  private static String one(java.sql.ResultSet result) throws SQLException {
    try (result) {
      return result.next() ? result.getString(1) : "";
    }
  }

  private void gitIsIntact() throws IOException, InterruptedException {
    Path repository = home.repositories().resolve(Driver.APP + ".git");
    git(repository, "fsck", "--strict", "--full");
    assertThat(git(repository, "rev-list", "--count", "main")).isNotBlank();
  }

  static String git(Path repository, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "--git-dir", repository.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("git", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(output);
    Files.delete(output);
    assertThat(process.exitValue()).as("git %s: %s", String.join(" ", arguments), text).isZero();
    return text;
  }
}
