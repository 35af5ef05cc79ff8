package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody works on the code while the app's owner goes on in the builder. */
class DevelopersIT {
  private static Launcher freehold;

  @BeforeAll
  static void start() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  @Test
  void aPushComesBackWithTheNextDeploymentAndIsMergedWithTheNextExport() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("pushed"), "from the builder");
    String url = freehold.deploy(export).path("url").asText();
    Path checkout = checkout("pushed");
    Files.writeString(checkout.resolve("about.html"), page("by the developer"));
    Shell.commitAndPush(checkout, "Say who we are");

    JsonNode deployed = freehold.json("deploy", "--app", "pushed", "--yes", "--watch", "0");
    assertThat(deployed.path("state").asText()).isEqualTo("succeeded");
    assertThat(deployed.path("release").asText()).isEqualTo("v2");
    assertThat(deployed.path("commit").asText())
        .isEqualTo(Shell.git(checkout, "rev-parse", "HEAD").strip());
    assertThat(Web.page(url + "about.html").body()).contains("by the developer");

    Files.writeString(export.resolve("index.html"), PlainApp.page("later in the builder"));
    JsonNode merged = freehold.deploy(export);
    assertThat(merged.path("release").asText()).isEqualTo("v3");
    assertThat(Web.page(url).body()).contains("later in the builder");
    assertThat(Web.page(url + "about.html").body()).contains("by the developer");
    Shell.git(checkout, "pull", "--quiet", "--ff-only", "origin", "main");
    assertThat(checkout.resolve("index.html")).content().contains("later in the builder");
    assertThat(Shell.git(checkout, "log", "-1", "--format=%P").strip().split(" "))
        .as("a merge of both")
        .hasSize(2);
  }

  @Test
  void aConflictNamesTheFileAndChangesNothing() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("contested"), "one");
    String url = freehold.deploy(export).path("url").asText();
    Path checkout = checkout("contested");
    Files.writeString(checkout.resolve("index.html"), PlainApp.page("the developer's"));
    Shell.commitAndPush(checkout, "Our own words");
    String main = Shell.git(repository("contested"), "rev-parse", "main");

    Files.writeString(export.resolve("index.html"), PlainApp.page("the builder's"));
    JsonNode refused = freehold.refused(Launcher.deploying(export));
    assertThat(refused.path("error").path("code").asText()).isEqualTo("git.conflict");
    assertThat(refused.path("error").path("message").asText()).contains("index.html");
    assertThat(refused.path("error").path("remedy").asText()).contains("git merge origin/builder");
    assertThat(Shell.git(repository("contested"), "rev-parse", "main")).isEqualTo(main);
    assertThat(Web.page(url).body()).contains("<p>one</p>");
    assertThat(freehold.json("history", "--app", "contested").path("deployments")).hasSize(1);

    // the remedy, word by word
    Shell.git(checkout, "fetch", "--quiet", "origin");
    Run merge = Shell.attempt(checkout, "git", "merge", "origin/builder");
    assertThat(merge.exit()).as("git sees the conflict as well").isNotZero();
    Files.writeString(checkout.resolve("index.html"), PlainApp.page("agreed"));
    Shell.commitAndPush(checkout, "Settle it");
    assertThat(freehold.deploy(export).path("state").asText()).isEqualTo("succeeded");
    assertThat(Web.page(url).body()).contains("<p>agreed</p>");
  }

  @Test
  void aConflictIsShownAndSettledByTheCommandLine() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("settled"), "one");
    String url = freehold.deploy(export).path("url").asText();
    Path checkout = checkout("settled");
    Files.writeString(checkout.resolve("index.html"), PlainApp.page("the developer's"));
    Files.writeString(checkout.resolve("about.html"), page("the developer's"));
    Shell.commitAndPush(checkout, "Our own words");

    Files.writeString(
        export.resolve("index.html"),
        PlainApp.page("the builder's").replace("<title>Page", "<title>Shop"));
    Files.writeString(export.resolve("about.html"), page("the builder's"));
    JsonNode refused = freehold.refused(Launcher.deploying(export));
    assertThat(refused.path("error").path("code").asText()).isEqualTo("git.conflict");
    assertThat(refused.path("error").path("remedy").asText())
        .contains("freehold git conflicts --app settled");

    JsonNode conflicts = freehold.json("git", "conflicts", "--app", "settled");
    assertThat(conflicts.path("files").findValuesAsText("path"))
        .containsExactly("about.html", "index.html");
    assertThat(freehold.done("git", "conflicts", "--app", "settled", "--show", "index.html").out())
        .contains("<<<<<<< main (yours)\n", "<p>the developer's</p>\n")
        .contains("<p>the builder's</p>\n>>>>>>> builder's export\n");
    JsonNode half = freehold.refused("git", "settle", "--main", "index.html", "--app", "settled");
    assertThat(half.path("error").path("code").asText()).isEqualTo("git.conflict-unsettled");
    Run settled =
        freehold.done(
            "git", "settle", "--main", "index.html", "--builder", "about.html", "--app", "settled");
    assertThat(settled.out()).endsWith("Deploy again with: freehold deploy --app settled\n");

    freehold.json("deploy", "--app", "settled", "--yes", "--watch", "0");
    assertThat(Web.page(url).body())
        .contains("<p>the developer's</p>", "<title>Shop")
        .doesNotContain("the builder's");
    assertThat(Shell.git(repository("settled"), "show", "main:index.html"))
        .isEqualTo(PlainApp.page("the developer's").replace("<title>Page", "<title>Shop"));
    assertThat(Shell.git(repository("settled"), "show", "main:about.html"))
        .isEqualTo(page("the builder's"));
    assertThat(Web.page(url + "about.html").body()).contains("<p>the builder's</p>");
    assertThat(freehold.json("git", "conflicts", "--app", "settled").path("pending").asBoolean())
        .isFalse();

    Files.writeString(export.resolve("app.js"), "globalThis.marker = 'two';\n");
    freehold.deploy(export);
    assertThat(Web.page(url).body()).as("not asked again").contains("the developer's");
  }

  @Test
  void whatTheDeveloperOwnsIsKept() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("owned"), "one");
    String url = freehold.deploy(export).path("url").asText();
    JsonNode owned = freehold.json("app", "own", "add", "about.html", "--app", "owned");
    assertThat(owned.path("patterns")).hasSize(1);
    Path checkout = checkout("owned");
    Files.writeString(checkout.resolve("about.html"), page("mine"));
    Shell.commitAndPush(checkout, "My own page");

    Files.writeString(export.resolve("about.html"), page("the builder's"));
    Files.writeString(export.resolve("index.html"), PlainApp.page("two"));
    assertThat(freehold.deploy(export).path("state").asText()).isEqualTo("succeeded");
    assertThat(Web.page(url).body()).contains("<p>two</p>");
    assertThat(Web.page(url + "about.html").body()).contains("mine");

    Files.delete(export.resolve("about.html"));
    Files.writeString(export.resolve("index.html"), PlainApp.page("three"));
    freehold.deploy(export);
    assertThat(Web.page(url).body()).contains("<p>three</p>");
    assertThat(Web.page(url + "about.html").body()).contains("mine");
  }

  /** The walk of docs/how-to/drift.md. */
  @Test
  void whatWaitsForADeploymentIsShownUntilItIsLive() throws Exception {
    freehold.deploy(PlainApp.write(freehold.folder().resolve("drifting"), "one"));
    assertThat(freehold.done("drift", "--app", "drifting").out())
        .isEqualTo("drifting: everything is in step.\n");
    Path checkout = checkout("drifting");
    Files.writeString(checkout.resolve("sundays.html"), page("open on Sundays"));
    Shell.commitAndPush(checkout, "Say when we are open");
    freehold.done("var", "set", "API_URL=https://api.example.org", "--app", "drifting");

    assertThat(freehold.done("drift", "--app", "drifting").out())
        .isEqualTo(
            """
            drifting: production is 1 change behind main; 1 variable waits for a deployment.

            production, v1 on local
              1 file differs from main: 1 added
                added  sundays.html
              variables that were set since:
                added  API_URL
              Bring it live: freehold deploy --app drifting
            """);
    assertThat(freehold.json("drift", "--app", "drifting").path("behind").asInt()).isEqualTo(2);
    assertThat(freehold.done("status").out())
        .contains("1 change behind main; 1 variable waits for a deployment");

    freehold.json("deploy", "--app", "drifting", "--yes", "--watch", "0");
    assertThat(freehold.done("drift", "--app", "drifting").out())
        .isEqualTo("drifting: everything is in step.\n");
    assertThat(freehold.done("status").out()).doesNotContain("behind main", "waits");
  }

  @Test
  void aCheckoutNeverOverwritesAFolder() throws Exception {
    freehold.deploy(PlainApp.write(freehold.folder().resolve("kept"), "one"));
    Path there = Files.createDirectories(freehold.folder().resolve("there"));
    JsonNode refused = freehold.refused("app", "checkout", there.toString(), "--app", "kept");
    assertThat(refused.path("error").path("code").asText()).isEqualTo("app.folder-exists");
    assertThat(there).isEmptyDirectory();
  }

  private static Path checkout(String app) throws Exception {
    Path folder = freehold.folder().resolve(app + "-checkout");
    JsonNode document = freehold.json("app", "checkout", folder.toString(), "--app", app);
    assertThat(document.path("folder").asText()).isEqualTo(folder.toString());
    return folder;
  }

  private static Path repository(String app) {
    return freehold.home().repositories().resolve(app + ".git");
  }

  private static String page(String text) {
    return "<!doctype html><html lang=en><title>About</title><p>" + text + "</p>";
  }
}
