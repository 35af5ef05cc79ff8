package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.bootstrap.DaemonHere;
import dev.freehold.file.Folders;
import dev.freehold.kill.Page;
import dev.freehold.targets.shelf.ShelfCall;
import dev.freehold.targets.shelf.ShelfDriver;
import dev.freehold.targets.shelf.ShelfServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A kind of place that only the tests have, through the command line and the API that know nothing
 * of it.
 */
class ShelfIT {
  private static final String TOKEN = "shelf-token-that-nobody-sees";
  private static final String DOMAIN = "app.example.test";

  private ShelfServer shelf;
  private Launcher freehold;
  private DaemonHere daemon;
  private Path app;

  @BeforeEach
  void start() throws Exception {
    freehold = Launcher.withNewHome();
    shelf = ShelfServer.start(freehold.folder().resolve("shelf"), TOKEN);
    daemon = DaemonHere.start(freehold.home(), new ShelfDriver(Clock.systemUTC()));
    app = PlainApp.write(freehold.folder().resolve("guestbook"), "one");
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
    shelf.close();
    Folders.delete(freehold.folder());
  }

  private void change(String marker) throws IOException {
    Files.writeString(app.resolve("index.html"), PlainApp.page(marker));
  }

  private String page(String host) throws IOException {
    Page page = Page.fetch("http://" + host + ":" + shelf.port() + "/");
    return page.status() + " " + page.body().replaceAll("(?s).*<p>(.*)</p>.*", "$1");
  }

  private String production() throws IOException {
    return page("production.guestbook.books.localhost");
  }

  private String staging() throws IOException {
    return page("staging.guestbook.books.localhost");
  }

  private Run addShelf() throws Exception {
    return freehold.given(
        TOKEN + "\n",
        "target",
        "add",
        "shelf",
        "--address",
        shelf.address(),
        "--token",
        "-",
        "--room",
        "books",
        "--yes");
  }

  private void promote() throws Exception {
    freehold.done(
        "promote",
        "--from",
        "staging",
        "--to",
        "production",
        "--app",
        "guestbook",
        "--yes",
        "--watch",
        "0");
  }

  @Test
  void anAppGoesToAShelfAndBackAndIsTakenAway() throws Exception {
    assertThat(freehold.done("target", "add").out())
        .contains("freehold target add shelf: a room on a shelf", "--token", "--room");
    freehold.done("plan", app.toString(), "--yes");
    Run open = freehold.run("target", "add", "shelf", shelf.address(), "--token", TOKEN);
    assertThat(open.exit()).isEqualTo(1);
    assertThat(open.err()).contains("--token is a secret").doesNotContain(TOKEN);

    Run added = addShelf();
    assertThat(added.err()).contains("it runs no servers", "done: Make the room books.\n");
    assertThat(freehold.stepsBegun("books")).containsExactly(0);
    assertThat(added.out()).contains("books").doesNotContain(TOKEN);
    assertThat(addShelf().err()).contains("Nothing has to be set up there");
    JsonNode target = freehold.json("target", "list").path("targets").path(1);
    assertThat(target.path("name").asText()).isEqualTo("books");
    assertThat(target.path("kind").asText()).isEqualTo("shelf");
    assertThat(target.path("address").asText()).isEqualTo(shelf.address());

    freehold.done("target", "use", "books", "--app", "guestbook", "--env", "staging");
    freehold.done("target", "use", "books", "--app", "guestbook");
    JsonNode first = freehold.deploy(app, "--env", "staging");
    assertThat(first.path("url").asText())
        .isEqualTo("http://staging.guestbook.books.localhost:" + shelf.port() + "/");
    assertThat(staging()).isEqualTo("200 one");
    assertThat(production()).startsWith("404 ");
    assertThat(freehold.deploy(app, "--env", "staging").path("state").asText())
        .isEqualTo("unchanged");
    promote();
    assertThat(production()).isEqualTo("200 one");

    change("two");
    freehold.done("deploy", app.toString(), "--env", "staging", "--yes", "--watch", "2");
    assertThat(List.of(staging(), production())).containsExactly("200 two", "200 one");
    promote();
    assertThat(production()).isEqualTo("200 two");
    freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(List.of(staging(), production())).containsExactly("200 two", "200 one");
    assertThat(freehold.done("status").out()).contains("guestbook", "books", "v1", "v2");

    assertThat(freehold.done("domain", "add", DOMAIN, "--app", "guestbook").out())
        .contains(DOMAIN, "127.0.0.1", "does not lead to a site yet");
    assertThat(page(DOMAIN)).startsWith("404 ");
    promote();
    assertThat(page(DOMAIN)).isEqualTo("200 two");
    freehold.done("domain", "verify", "--app", "guestbook");

    JsonNode used = freehold.refused("target", "remove", "books", "--yes");
    assertThat(used.path("error").path("code").asText()).isEqualTo("target.in-use");
    freehold.done("app", "remove", "guestbook", "--yes");
    assertThat(page(DOMAIN)).startsWith("404 ");
    assertThat(staging()).startsWith("404 ");
    JsonNode removed = freehold.json("target", "remove", "books", "--yes");
    assertThat(removed.path("steps").path(0).asText())
        .isEqualTo("Remove the room books, which is empty.");
    assertThat(freehold.json("target", "list").path("targets")).hasSize(1);
    try (var left = Files.list(freehold.folder().resolve("shelf"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatTheShelfDoesWithoutSayingSoIsFoundOut() throws Exception {
    addShelf();
    freehold.done("plan", app.toString(), "--yes");
    freehold.done("target", "use", "books", "--app", "guestbook");
    shelf.fail(ShelfCall.RELEASE, 1);
    shelf.loseAnswers(ShelfCall.SWITCH, 1);
    JsonNode deployed = freehold.deploy(app);
    assertThat(deployed.path("state").asText()).isEqualTo("succeeded");
    assertThat(production()).isEqualTo("200 one");
    assertThat(shelf.calls(ShelfCall.SWITCH)).isEqualTo(1);

    daemon.close();
    daemon = DaemonHere.start(freehold.home(), new ShelfDriver(Clock.systemUTC()));
    shelf = shelf.again();
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("unchanged");

    JsonNode kinds = freehold.http().get("/v1/drivers").json().path("drivers");
    List<String> kindsByName = kinds.findValuesAsText("kind");
    assertThat(kindsByName).contains("ssh").endsWith("shelf");
    JsonNode traits = kinds.path(kindsByName.size() - 1).path("traits");
    assertThat(traits.path("runsServers").asBoolean(true)).isFalse();
    var examined = freehold.http().get("/v1/targets/books");
    assertThat(examined.json().path("problems")).isEmpty();
    assertThat(examined.json().path("removal").path(0).asText())
        .isEqualTo("Remove the room books with production.guestbook.");
    assertThat(freehold.http().get("/v1/targets").text() + examined.text() + kinds)
        .doesNotContain(TOKEN);
    assertThat(
            freehold
                .http()
                .post(
                    "/v1/targets/looks",
                    Map.of(
                        "kind",
                        "shelf",
                        "values",
                        Map.of("address", shelf.address(), "token", "another")))
                .code())
        .isEqualTo("shelf.token-refused");

    Folders.delete(freehold.folder().resolve("shelf/books"));
    Run gone = freehold.run("target", "verify", "books");
    assertThat(gone.exit()).isEqualTo(2);
    assertThat(gone.out())
        .contains(
            "The room books is not there any more.",
            "Mend it: freehold target add shelf --name books --address "
                + shelf.address()
                + " --room books\n");
  }

  @Test
  void anotherMachineTakesOver() throws Exception {
    addShelf();
    freehold.done("plan", app.toString(), "--yes");
    freehold.done("target", "use", "books", "--domain", DOMAIN, "--app", "guestbook");
    freehold.deploy(app);
    change("two");
    freehold.deploy(app);

    Launcher before = freehold;
    daemon.close();
    freehold = Launcher.withNewHome();
    daemon = DaemonHere.start(freehold.home(), new ShelfDriver(Clock.systemUTC()));
    try {
      addShelf();
      assertThat(freehold.done("target", "adopt", "books").out())
          .contains("guestbook production: v2 is live, after 2 switches.");
      freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
      assertThat(List.of(production(), page(DOMAIN))).containsExactly("200 one", "200 one");
    } finally {
      Folders.delete(before.folder());
    }
  }
}
