package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Page;
import dev.freehold.targets.vercel.FakeVercel;
import dev.freehold.targets.vercel.Mishap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app at Vercel, through the command line and the daemon as they are shipped. */
class VercelIT {
  private static final String DOMAIN = "set.example.org";

  private FakeVercel vercel;
  private Launcher freehold;
  private Path app;

  @BeforeEach
  void start() throws Exception {
    vercel = new FakeVercel().taking(200, 200).protectingDeployments();
    freehold = Launcher.withNewHome().in(surroundings());
    app = PlainApp.write(freehold.folder().resolve("guestbook"), "one");
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
    vercel.close();
  }

  private Map<String, String> surroundings() {
    return Map.of("FREEHOLD_VERCEL", vercel.api().toString(), "VERCEL_TOKEN", FakeVercel.TOKEN);
  }

  private void change(String marker) throws IOException {
    Files.writeString(app.resolve("index.html"), PlainApp.page(marker));
  }

  private String page(String host) throws IOException {
    Page page = Page.fetch("http://" + host + ".localhost:" + vercel.api().getPort() + "/");
    return page.status() + " " + page.body().replaceAll("(?s).*<p>(.*)</p>.*", "$1");
  }

  private String production() throws IOException {
    return page("guestbook.vercel.app");
  }

  /** Vercel takes its time to move domains. */
  private void until(String page) throws Exception {
    for (int look = 0; look < 100 && !production().equals(page); look++) {
      Thread.sleep(50);
    }
    assertThat(production()).isEqualTo(page);
  }

  private void sendThere(String... more) throws Exception {
    freehold.done("target", "add", "vercel", "--yes");
    freehold.done("plan", app.toString(), "--yes");
    var use = new ArrayList<>(List.of("target", "use", "vercel", "--app", "guestbook"));
    use.addAll(List.of(more));
    freehold.done(use.toArray(String[]::new));
  }

  @Test
  void anAppGoesToVercelAndBackAndIsTakenAway() throws Exception {
    Run added = freehold.run("target", "add", "vercel", "--yes");
    assertThat(added.exit()).as("%s", added).isZero();
    assertThat(added.err())
        .contains("Ada's projects", "hobby", "personal projects that earn nothing")
        .doesNotContain(FakeVercel.TOKEN);
    assertThat(added.out()).contains("vercel.com/ada is ready, and called vercel.");
    freehold.done("plan", app.toString(), "--yes");
    freehold.done("target", "use", "vercel", "--app", "guestbook", "--env", "staging");
    freehold.done("target", "use", "vercel", "--app", "guestbook", "--domain", DOMAIN);

    JsonNode first = freehold.deploy(app, "--env", "staging");
    assertThat(first.path("url").asText())
        .isEqualTo("http://guestbook-staging.vercel.app.localhost:" + vercel.api().getPort() + "/");
    assertThat(List.of(page("guestbook-staging.vercel.app"), production().substring(0, 3)))
        .containsExactly("200 one", "404");
    vercel.forgetRequests();
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
    assertThat(production()).isEqualTo("200 one");
    assertThat(page(DOMAIN)).isEqualTo("200 one");
    assertThat(vercel.requests())
        .as("staging has sent the files")
        .filteredOn("POST /v2/files"::equals)
        .hasSizeLessThanOrEqualTo(1);
    freehold.done("domain", "verify", "--app", "guestbook");

    change("two");
    Run second = freehold.done("deploy", app.toString(), "--yes", "--watch", "4");
    assertThat(second.err() + second.out()).contains("Hobby");
    assertThat(production()).isEqualTo("200 two");
    vercel.forgetRequests();
    freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(production()).isEqualTo("200 one");
    assertThat(vercel.requests())
        .contains("POST /v9/projects/*/rollback/*")
        .doesNotContain("POST /v13/deployments", "POST /v2/files");
    assertThat(freehold.done("status").out()).contains("guestbook", "vercel", "v1");
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("succeeded");

    freehold.done("app", "remove", "guestbook", "--yes");
    assertThat(vercel.projects()).isEmpty();
    freehold.done("target", "remove", "vercel", "--yes");
    assertThat(freehold.json("target", "list").path("targets")).hasSize(1);
  }

  @Test
  void whatGoesWrongAtVercelIsFoundOut() throws Exception {
    sendThere();
    vercel.next("POST /v1/projects", Mishap.RESET_AFTER_APPLYING);
    vercel.next("POST /v2/files", Mishap.TOO_MANY);
    vercel.next("POST /v13/deployments", Mishap.TRUNCATED);
    vercel.next("POST /v10/projects/*/promote/*", Mishap.RESET_AFTER_APPLYING);
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("succeeded");
    assertThat(production()).isEqualTo("200 one");
    assertThat(vercel.projects()).containsExactly("guestbook");
    assertThat(vercel.deployments()).isEqualTo(1);
    assertThat(vercel.requests()).filteredOn("POST /v10/projects/*/promote/*"::equals).hasSize(1);
  }

  @Test
  void whatTheOwnerDoesInTheDashboardIsSeen() throws Exception {
    sendThere();
    freehold.deploy(app);
    change("two");
    freehold.deploy(app);
    String one = vercel.deploymentsOf("guestbook").getFirst();
    vercel.promoteOutside(one);
    until("200 one");
    assertThat(freehold.done("status").out()).contains("made something else live since");
    assertThat(freehold.done("target", "adopt", "vercel").out())
        .contains("guestbook production: v1 is live, after 3 switches.");
    assertThat(freehold.done("status").out()).contains("v1").doesNotContain("since");
    change("three");
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("succeeded");
    assertThat(production()).isEqualTo("200 three");

    vercel.deployOutside("guestbook", Map.of("index.html", "<p>by hand</p>"));
    until("200 by hand");
    change("four");
    assertThat(freehold.done("plan", app.toString(), "--yes").out())
        .contains("which ada deployed without Freehold");
    assertThat(freehold.done("target", "adopt", "vercel").out())
        .contains("guestbook production: something that Freehold did not deploy is live");
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("succeeded");
    assertThat(production()).isEqualTo("200 four");
  }

  @Test
  void anotherMachineTakesOver() throws Exception {
    sendThere("--domain", DOMAIN);
    freehold.deploy(app);
    change("two");
    freehold.deploy(app);
    change("three");

    try (Launcher other = Launcher.withNewHome().in(surroundings())) {
      other.done("target", "add", "vercel", "--yes");
      assertThat(other.done("target", "adopt", "vercel").out())
          .contains("guestbook production: v2 is live, after 2 switches.");
      assertThat(other.done("history", "--app", "guestbook").out()).contains("v1", "v2");
      other.done("deploy", app.toString(), "--app", "guestbook", "--yes", "--watch", "0");
      assertThat(List.of(production(), page(DOMAIN))).containsExactly("200 three", "200 three");
      other.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
      assertThat(production()).isEqualTo("200 two");
    }
    assertThat(freehold.done("status").out())
        .as("the same is live as this machine knows")
        .contains("v2")
        .doesNotContain("since");
  }
}
