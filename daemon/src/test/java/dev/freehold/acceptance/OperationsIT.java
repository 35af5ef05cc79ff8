package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.check.FakeSecrets;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner does between two deployments, and what Freehold does without being asked. */
class OperationsIT {
  private static Launcher freehold;

  @BeforeAll
  static void start() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tar.gz", "tar.zst"})
  void anArchiveIsDeployed(String kind) throws Exception {
    String name = "from-" + kind.replace('.', '-');
    Path app = PlainApp.write(freehold.folder().resolve("packed").resolve(name), kind);
    Path archive = freehold.folder().resolve(name + "." + kind);
    if (kind.equals("zip")) {
      Shell.run(app.getParent(), "zip", "-q", "-r", archive.toString(), name);
    } else {
      Shell.run(app.getParent(), "tar", "--auto-compress", "-cf", archive.toString(), name);
    }
    JsonNode deployed = freehold.deploy(archive);
    assertThat(deployed.path("app").asText()).isEqualTo(name);
    assertThat(Web.page(deployed.path("url").asText()).body()).contains("<p>" + kind + "</p>");
    assertThat(freehold.deploy(app).path("state").asText())
        .as("the folder that it was made from is the same release")
        .isEqualTo("unchanged");
  }

  @Test
  void aGitRepositoryIsDeployed() throws Exception {
    Path work = PlainApp.write(freehold.folder().resolve("repo-work"), "committed");
    Shell.git(work, "init", "--quiet", "--initial-branch=main");
    Shell.git(work, "add", "--all");
    Shell.git(work, "commit", "--quiet", "-m", "All of it");
    Files.writeString(work.resolve("index.html"), PlainApp.page("not committed"));
    Path bare = freehold.folder().resolve("from-git.git");
    Shell.git(work, "clone", "--quiet", "--bare", work.toString(), bare.toString());

    JsonNode deployed = freehold.json("deploy", "file://" + bare, "--yes", "--watch", "0");
    assertThat(deployed.path("app").asText()).isEqualTo("from-git");
    assertThat(Web.page(deployed.path("url").asText()).body()).contains("<p>committed</p>");
    assertThat(freehold.deploy(bare).path("state").asText()).isEqualTo("unchanged");
  }

  @Test
  void nothingIsCarriedOutThatNobodyApproved() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("asked"), "one");
    JsonNode refused = freehold.refused("deploy", app.toString());
    assertThat(refused.path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(refused.path("error").path("remedy").asText()).contains("--yes");
    JsonNode production = freehold.http().get("/v1/apps/asked").json().path("environments").get(0);
    assertThat(production.path("release").isNull()).as("nothing is live").isTrue();
    assertThat(freehold.json("history", "--app", "asked").path("deployments")).isEmpty();
  }

  @Test
  void aFindingIsAllowedWithAReason() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("allowing"), "one");
    String key = "sk_" + "live_" + new FakeSecrets(11).alphanumeric(24);
    Files.writeString(app.resolve("pay.js"), "const stripe = '" + key + "';\n");
    JsonNode refused = freehold.refused(Launcher.deploying(app));
    assertThat(refused.path("error").path("code").asText()).isEqualTo("check.secret");
    String id = "";
    for (JsonNode check : refused.path("checks")) {
      id = check.path("severity").asText().equals("error") ? check.path("id").asText() : id;
    }
    freehold.done(
        "check", "allow", id, "--reason", "a key of a closed account", "--app", "allowing");
    JsonNode deployed = freehold.deploy(app);
    assertThat(deployed.path("state").asText()).isEqualTo("succeeded");
    String allowed = id;
    assertThat(deployed.path("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.path("id").asText()).isEqualTo(allowed);
              assertThat(check.path("severity").asText()).isEqualTo("info");
              assertThat(check.path("message").asText()).contains("a key of a closed account");
            });
    JsonNode unknown =
        freehold.refused("check", "allow", "pay.js", "--reason", "x", "--app", "allowing");
    assertThat(unknown.path("error").path("code").asText()).isEqualTo("check.unknown-finding");
  }

  @Test
  void aReleaseMovesFromStagingToProductionAsItIs() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("moving"), "one");
    JsonNode staged = freehold.deploy(app, "--env", "staging");
    JsonNode promoted =
        freehold.json(
            "promote",
            "--from",
            "staging",
            "--to",
            "production",
            "--app",
            "moving",
            "--yes",
            "--watch",
            "0");
    assertThat(promoted.path("kind").asText()).isEqualTo("promote");
    assertThat(promoted.path("environment").asText()).isEqualTo("production");
    assertThat(promoted.path("releaseId")).isEqualTo(staged.path("releaseId"));
    assertThat(promoted.path("release").asText()).isEqualTo("v1");
    assertThat(promoted.path("steps"))
        .extracting(step -> step.path("name").asText())
        .as("looked at like a deployment")
        .contains("check", "check-output", "activate");
    assertThat(promoted.path("url")).isNotEqualTo(staged.path("url"));
    assertThat(Web.page(promoted.path("url").asText()).body())
        .isEqualTo(Web.page(staged.path("url").asText()).body());
  }

  /** A build that writes a value into the page, as frameworks do that can't look it up later. */
  private static Path withValueInside(String name) throws IOException {
    Path app = Files.createDirectories(freehold.folder().resolve(name));
    Files.writeString(
        app.resolve("package.json"),
        """
        {"name": "%s", "private": true, "scripts": {"build": "node build.mjs"}}
        """
            .formatted(name));
    Files.writeString(
        app.resolve("build.mjs"),
        """
        import { mkdirSync, writeFileSync } from 'node:fs';
        mkdirSync('dist', { recursive: true });
        writeFileSync('dist/index.html',
          `<!doctype html><title>x</title><p>calls ${process.env.PUBLIC_API_URL}</p>`);
        """);
    return app;
  }

  @Test
  void aReleaseWithAValueOfStagingInsideIsBuiltAgainForProduction() throws Exception {
    Path app = withValueInside("baked");
    freehold.run(Launcher.deploying(app, "--env", "staging"));
    freehold.done("app", "set", "build-command=npm run build", "output=dist", "--app", "baked");
    for (String environment : List.of("staging", "production")) {
      freehold.done(
          "var",
          "set",
          "PUBLIC_API_URL=https://" + environment + ".example",
          "--env",
          environment,
          "--app",
          "baked");
    }
    JsonNode staged = freehold.deploy(app, "--env", "staging");
    assertThat(Web.page(staged.path("url").asText()).body()).contains("calls https://staging.");
    JsonNode promoted = promote("baked");
    assertThat(Web.page(promoted.path("url").asText()).body())
        .contains("calls https://production.example");
    assertThat(promoted.path("commit")).isEqualTo(staged.path("commit"));
    assertThat(promoted.path("release").asText()).isEqualTo("v2");
    assertThat(promoted.path("notes").toString())
        .contains(
            "v1 has the values of PUBLIC_API_URL from staging inside, so it was built again from"
                + " the same commit: v2 goes to production.");

    freehold.done(
        "var",
        "set",
        "PUBLIC_API_URL=https://staging.example",
        "--env",
        "production",
        "--app",
        "baked");
    assertThat(promote("baked").path("release").asText())
        .as("the same value is inside: the release itself")
        .isEqualTo("v1");
  }

  @Test
  void aPromotionNamesWhatOnlyStagingHas() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("lacking"), "one");
    freehold.deploy(app, "--env", "staging");
    freehold.done("var", "set", "API_KEY=x", "--env", "staging", "--app", "lacking");
    freehold.deploy(app, "--env", "staging");
    assertThat(promote("lacking").path("notes").toString())
        .contains("staging has a value of API_KEY, and production has none.");
  }

  private static JsonNode promote(String app) throws Exception {
    return freehold.json(
        "promote",
        "--from",
        "staging",
        "--to",
        "production",
        "--app",
        app,
        "--yes",
        "--watch",
        "0");
  }

  @Test
  void pruningKeepsWhatIsLiveAndTheOneBefore() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("pruned"), "1");
    String url = freehold.deploy(app).path("url").asText();
    for (int i = 2; i <= 4; i++) {
      Files.writeString(app.resolve("index.html"), PlainApp.page(String.valueOf(i)));
      freehold.deploy(app);
    }
    JsonNode pruned = freehold.json("app", "prune", "--keep", "1", "--app", "pruned");
    assertThat(pruned.path("removed").toString()).contains("v1", "v2").doesNotContain("v3", "v4");
    assertThat(pruned.path("freedBytes").asLong()).isPositive();
    assertThat(Web.page(url).body()).contains("<p>4</p>");
    JsonNode gone = freehold.refused("rollback", "v1", "--app", "pruned", "--yes", "--watch", "0");
    assertThat(gone.path("error").path("code").asText()).isEqualTo("release.pruned");
    freehold.done("rollback", "--app", "pruned", "--yes", "--watch", "0");
    assertThat(Web.page(url).body()).contains("<p>3</p>");
  }

  @Test
  void anAppIsRemovedAndComesBackOrIsPurged() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("leaving"), "here");
    String url = freehold.deploy(app).path("url").asText();
    JsonNode refused = freehold.refused("app", "remove", "leaving");
    assertThat(refused.path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(Web.page(url).body()).contains("<p>here</p>");

    JsonNode removed = freehold.json("app", "remove", "leaving", "--yes");
    assertThat(removed.path("removed").path("releases").toString()).isEqualTo("[\"v1\"]");
    assertThat(Page.fetch(url).status()).isEqualTo(421);
    assertThat(freehold.json("status").toString()).doesNotContain("leaving");
    JsonNode history = freehold.json("history", "--app", "leaving");
    assertThat(history.path("deployments")).hasSize(1);
    assertThat(history.path("removedAt").isTextual()).isTrue();

    JsonNode back = freehold.deploy(app);
    assertThat(Web.page(back.path("url").asText()).body()).contains("<p>here</p>");
    assertThat(freehold.json("history", "--app", "leaving").path("deployments")).hasSize(2);

    freehold.done("app", "remove", "leaving", "--purge", "--yes");
    JsonNode unknown = freehold.refused("history", "--app", "leaving");
    assertThat(unknown.path("error").path("code").asText()).isEqualTo("app.unknown");
    assertThat(freehold.deploy(app).path("release").asText()).isEqualTo("v1");
  }

  /** The serving process stands still, so the deployment stands in a step before its activation. */
  @Test
  void aDeploymentThatIsCancelledNeverGoesLive() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("cancelled"), "one");
    String url = freehold.deploy(app).path("url").asText();
    Files.writeString(app.resolve("index.html"), PlainApp.page("two"));
    String serving = freehold.json("daemon", "status").path("serving").path("pid").asText();
    CompletableFuture<Run> deploying;
    Shell.run(freehold.folder(), "kill", "-STOP", serving);
    try {
      deploying = freehold.begin(Launcher.withJson(Launcher.deploying(app)));
      Awaitility.await("the deployment runs")
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> newest("cancelled").path("state").asText().equals("running"));
      freehold.done("cancel", "--app", "cancelled");
    } finally {
      Shell.run(freehold.folder(), "kill", "-CONT", serving);
    }
    Run ended = deploying.get(60, TimeUnit.SECONDS);
    assertThat(ended.exit()).as("%s", ended).isEqualTo(2);
    assertThat(ended.document().path("state").asText()).isEqualTo("cancelled");
    assertThat(ended.document().path("error").path("remedy").asText()).isNotBlank();
    assertThat(Web.page(url).body()).contains("<p>one</p>");
    assertThat(newest("cancelled").path("state").asText()).isEqualTo("cancelled");
    JsonNode nothing = freehold.refused("cancel", "--app", "cancelled");
    assertThat(nothing.path("error").path("code").asText()).isEqualTo("deployment.none-running");
    assertThat(freehold.deploy(app).path("state").asText())
        .as("tried again")
        .isEqualTo("succeeded");
    assertThat(Web.page(url).body()).contains("<p>two</p>");
  }

  @Test
  void aReleaseThatBreaksWhileItIsWatchedIsSwitchedBack() throws Exception {
    Path app = PlainApp.write(freehold.folder().resolve("watched"), "one");
    String url = freehold.deploy(app).path("url").asText();
    Set<Path> before = blobs("watched");
    Files.writeString(app.resolve("app.js"), "globalThis.marker = 'two';\n");
    CompletableFuture<Run> deploying =
        freehold.begin(Launcher.withJson(Launcher.deploying(app, "--watch", "60")));
    Awaitility.await("the second release is live")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Page.fetch(url).header("freehold-release").equals("v2"));
    Set<Path> added = blobs("watched");
    added.removeAll(before);
    assertThat(added).as("what only the second release needs").isNotEmpty();
    for (Path blob : added) {
      Files.delete(blob);
    }
    Run ended = deploying.get(60, TimeUnit.SECONDS);
    assertThat(ended.exit()).as("%s", ended).isEqualTo(2);
    JsonNode document = ended.document();
    assertThat(document.path("state").asText()).isEqualTo("switched-back");
    assertThat(document.path("error").path("code").asText()).isEqualTo("watch.failed");
    assertThat(document.path("error").path("message").asText()).contains("v1").contains("/app.js");
    assertThat(document.path("error").path("remedy").asText()).isNotBlank();
    assertThat(Web.page(url).header("freehold-release")).isEqualTo("v1");
    assertThat(Web.page(url + "app.js").body()).contains("'one'");
    assertThat(newest("watched").path("state").asText()).isEqualTo("switched-back");
  }

  private static JsonNode newest(String app) throws IOException {
    return freehold
        .http()
        .get("/v1/apps/" + app + "/deployments?limit=1")
        .json()
        .path("deployments")
        .path(0);
  }

  private static Set<Path> blobs(String app) throws IOException {
    try (var files = Files.list(freehold.home().sites().resolve(app).resolve("production/blobs"))) {
      return files.collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
