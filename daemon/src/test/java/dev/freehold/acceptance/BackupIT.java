package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One archive of everything, made while apps are deployed, and another home from it. */
class BackupIT {
  private static Launcher freehold;

  @BeforeAll
  static void start() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  private static Path guestbook(Path into) throws Exception {
    Path example = Launcher.sources().resolve("docs/examples/guestbook");
    Shell.run(into, "cp", "-r", example.toString(), into.resolve("guestbook").toString());
    Folders.delete(into.resolve("guestbook/node_modules"));
    return into.resolve("guestbook");
  }

  private static void keep(Path kept) throws Exception {
    Files.createDirectories(kept.resolve("uploads"));
    Files.writeString(kept.resolve("uploads/photo.txt"), "a photo");
    try (var app = DriverManager.getConnection("jdbc:sqlite:" + kept.resolve("uploads/app.db"));
        var statement = app.createStatement()) {
      statement.execute("create table notes (text)");
      statement.execute("insert into notes values ('a note')");
    }
  }

  private static String code(JsonNode refused) {
    return refused.path("error").path("code").asText();
  }

  @Test
  void everythingIsThereInAnotherHome() throws Exception {
    try (var before = Launcher.withNewHome()) {
      Path source = guestbook(before.folder());
      before.deploy(source);
      before.given("a secret of the owner", "var", "set", "API_TOKEN", "-", "--app", "guestbook");
      Files.writeString(source.resolve("public/second.txt"), "second");
      before.deploy(source);
      before.done("app", "keep", "uploads", "--app", "guestbook");
      Home home = before.home();
      keep(home.sites().resolve("guestbook/production/kept"));

      JsonNode made = before.json("backup", before.folder().toString());
      Path archive = Path.of(made.path("file").asText());
      assertThat(archive.getFileName().toString()).matches("freehold-\\d{8}-\\d{6}\\.tar\\.gz");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
          .isEqualTo("rw-------");
      assertThat(made.path("bytes").asLong()).isEqualTo(Files.size(archive));
      assertThat(made.path("files").asInt()).isGreaterThan(20);
      assertThat(made.path("key").asBoolean()).isTrue();
      assertThat(made.path("leftOut")).isEmpty();
      assertThat(made.path("changed")).isEmpty();
      assertThat(code(before.refused("backup", archive.toString())))
          .isEqualTo("backup.file-exists");
      assertThat(code(before.refused("backup", home.root().toString())))
          .isEqualTo("backup.inside-home");
      assertThat(code(before.refused("backup", "restore", archive.toString())))
          .isEqualTo("backup.daemon-running");
      JsonNode history = before.json("history", "--app", "guestbook");
      before.done("daemon", "stop", "--serving");
      assertThat(code(before.refused("backup", "restore", archive.toString())))
          .isEqualTo("backup.home-not-empty");
      Awaitility.await()
          .atMost(10, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(home.work()).isEmptyDirectory());

      try (var after = Launcher.withNewHome()) {
        Path moved = Files.move(archive, after.folder().resolve("moved.tar.gz"));
        Folders.delete(home.root());
        JsonNode restored = after.json("backup", "restore", moved.toString());
        assertThat(restored.path("home").asText()).isEqualTo(after.home().root().toString());
        assertThat(after.json("history", "--app", "guestbook").path("deployments"))
            .isEqualTo(history.path("deployments"));

        JsonNode back = after.json("rollback", "--app", "guestbook", "--yes", "--watch", "0");
        assertThat(back.path("state").asText()).isEqualTo("succeeded");
        assertThat(back.path("release").asText()).isEqualTo("v1");
        String url = back.path("url").asText();
        assertThat(Web.page(url).body()).contains("<div id=\"root\">");
        JsonNode again = after.deploy(source);
        assertThat(again.path("release").asText()).as("settings were opened").isEqualTo("v2");
        assertThat(Web.page(again.path("url").asText() + "second.txt").body()).isEqualTo("second");
        Path kept = after.home().sites().resolve("guestbook/production/kept/uploads");
        assertThat(kept.resolve("photo.txt")).hasContent("a photo");
        try (var app = DriverManager.getConnection("jdbc:sqlite:" + kept.resolve("app.db"));
            var statement = app.createStatement();
            var notes = statement.executeQuery("select text from notes")) {
          assertThat(notes.getString(1)).isEqualTo("a note");
        }
      }
    }
  }

  @Test
  void aBackupDuringADeploymentIsWholeAndWithoutTheKeyWhenThatIsAsked() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("busy"), "one");
    freehold.deploy(app);
    Files.writeString(app.resolve("index.html"), PlainApp.page("two"));
    CompletableFuture<Run> deployment =
        freehold.begin(Launcher.withJson(Launcher.deploying(app, "--watch", "3")));
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> Web.page(address("busy")).body().contains("<p>two</p>"));
    Path archive = freehold.folder().resolve("busy.tar.gz");
    JsonNode made = freehold.json("backup", archive.toString(), "--without-key");
    assertThat(made.path("key").asBoolean()).isFalse();
    assertThat(deployment.isDone()).as("it is still watched").isFalse();
    assertThat(deployment.get(60, TimeUnit.SECONDS).exit()).isZero();

    try (var after = Launcher.withNewHome()) {
      Run said = after.done("backup", "restore", archive.toString());
      assertThat(said.out()).contains("The key is not in this backup");
      assertThat(after.home().encryptionKey()).doesNotExist();
      Files.copy(freehold.home().encryptionKey(), after.home().encryptionKey());
      after.done("daemon", "start");
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(
                          after
                              .json("history", "--app", "busy")
                              .path("deployments")
                              .get(0)
                              .path("state")
                              .asText())
                      .as("the deployment went on in the restored home")
                      .isEqualTo("succeeded"));
      String url =
          after.http().get("/v1/apps/busy").json().path("environments").get(0).path("url").asText();
      assertThat(Web.page(url).body()).contains("<p>two</p>");
    }
  }

  private static String address(String app) throws IOException {
    return freehold
        .http()
        .get("/v1/apps/" + app)
        .json()
        .path("environments")
        .get(0)
        .path("url")
        .asText();
  }

  /** The daemon deletes nothing as long as the connection of a backup stands. */
  @Test
  void nothingIsPrunedWhileABackupIsMade() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("pruned"), "one");
    freehold.deploy(app);
    String head =
        dev.freehold.api.UnixHttp.head(
            "POST", "/v1/backups", Map.of("Host", "daemon.local", "Content-Length", "0"));
    try (var held = freehold.http().open(head)) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(code(freehold.refused("app", "prune", "--app", "pruned")))
                      .isEqualTo("backup.running"));
      assertThat(code(freehold.refused("app", "remove", "pruned", "--yes")))
          .isEqualTo("backup.running");
      assertThat(code(freehold.refused("backup", freehold.folder().resolve("x.gz").toString())))
          .isEqualTo("backup.running");
      assertThat(freehold.folder().resolve("x.gz")).doesNotExist();
      assertThat(held.isOpen()).isTrue();
    }
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .untilAsserted(() -> freehold.done("app", "prune", "--app", "pruned"));
    assertThat(freehold.home().work()).isEmptyDirectory();
  }
}
