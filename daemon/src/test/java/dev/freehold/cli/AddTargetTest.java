package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of place is connected by what its driver says. */
class AddTargetTest {
  private static final String LOOKS = "/v1/targets/looks";
  private static final String DRIVERS =
      """
      {"drivers":[{"kind":"harbour","title":"a harbour","traits":{},"fields":[
        {"name":"pier","label":"Pier","help":"Where it is.","isSecret":false,"isRequired":true,
         "found":[{"value":"pier-7","from":"a chart"}]},
        {"name":"pass","label":"Pass","help":"What lets you in.","isSecret":true,
         "isRequired":true,"found":[]},
        {"name":"flag","label":"Flag","help":"To be compared.","isSecret":false,
         "isRequired":false,"found":[]}]}]}
      """;
  private static final String SETUP =
      """
      {"address":"pier-7","name":"pier-7","confirmation":null,
       "about":[{"label":"Depth","value":"4 m"}],"steps":["Paint the bollards."],
       "hints":["Low tide is at six."],"hash":"abc"}
      """;
  private static final String UNCONFIRMED =
      """
      {"address":"pier-7","name":"pier-7","confirmation":{"field":"flag","value":"red",
       "question":"Is this its flag?","shown":"a red flag","help":"Look through the glass.",
       "code":"ssh.host-unknown"},"about":[],"steps":[],"hints":[],"hash":"x"}
      """;
  private static final String ADDED =
      """
      {"name":"pier-7","kind":"harbour","address":"pier-7","environments":[]}
      """;

  private @TempDir Path temp;
  private CliTesting cli;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
    daemon = cli.daemon();
    daemon
        .on("GET /v1/drivers", Answer.json(DRIVERS))
        .on("POST " + LOOKS, Answer.json(SETUP))
        .on("PUT /v1/targets/pier-7", Answer.json(ADDED))
        .on("GET /v1/events", Answer.events(": connected\n\n"));
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  private String asked() {
    return daemon.lastAsked("PUT", "/v1/targets/pier-7").json().toString();
  }

  @Test
  void withoutAKindItSaysWhichThereAre() {
    assertThat(cli.run("target", "add")).isZero();
    assertThat(cli.out())
        .contains("freehold target add harbour: a harbour", "--pier", "--pass", "(optional)");
  }

  @Test
  void whatIsShownIsApproved() {
    assertThat(
            cli.reading("secret\n")
                .run("target", "add", "harbour", "pier-7", "--pass", "-", "--yes"))
        .isZero();
    assertThat(cli.err()).contains("Depth  4 m", "Paint the bollards.", "Low tide is at six.");
    assertThat(cli.out()).contains("pier-7 is ready").doesNotContain("secret");
    assertThat(asked())
        .isEqualTo(
            "{\"kind\":\"harbour\",\"values\":{\"pass\":\"secret\",\"pier\":\"pier-7\"},"
                + "\"hash\":\"abc\"}");
  }

  @Test
  void everyStepHasALineOfItsOwn() {
    daemon.on("POST " + LOOKS, Answer.json(SETUP.replace("[\"Paint", "[\"Dig a basin.\",\"Paint")));
    assertThat(
            cli.reading("secret\n")
                .run("target", "add", "harbour", "pier-7", "--pass", "-", "--yes"))
        .isZero();
    assertThat(cli.err()).contains("done: Dig a basin.\ndone: Paint the bollards.\n");
    daemon.lastAsked("GET", "/v1/events");
  }

  @Test
  void oneDocumentHasNoLinesOfSteps() throws Exception {
    assertThat(
            cli.reading("secret\n")
                .run("target", "add", "harbour", "pier-7", "--pass", "-", "--yes", "--json"))
        .isZero();
    assertThat(cli.document().path("name").asText()).isEqualTo("pier-7");
    assertThat(cli.err()).doesNotContain("done:");
  }

  @Test
  void aTerminalIsAskedForWhatIsMissing() {
    assertThat(cli.answering("pier-7\nsecret\ny\n").run("target", "add", "harbour")).isZero();
    assertThat(cli.err()).contains("Where it is.", "pier-7  a chart", "Pier: ", "Set it up?");
    assertThat(asked()).contains("\"pass\":\"secret\",\"pier\":\"pier-7\"");
  }

  @Test
  void aSecretIsNoOption() {
    assertThat(cli.run("target", "add", "harbour", "pier-7", "--pass", "secret")).isEqualTo(1);
    assertThat(cli.err()).contains("others on this machine could read it", "--pass -");
    assertThat(cli.run("target", "add", "harbour", "pier-7", "--pass=secret")).isEqualTo(1);
  }

  @Test
  void wordsThatItDoesNotKnowAreNamed() {
    assertThat(cli.run("target", "add", "harbor")).isEqualTo(1);
    assertThat(cli.err()).contains("There are: harbour. Did you mean harbour?");
    assertThat(cli.run("target", "add", "harbour", "--peer", "pier-7")).isEqualTo(1);
    assertThat(cli.err()).contains("no option --peer", "Did you mean pier?");
    assertThat(cli.run("target", "add", "harbour", "pier-7", "pier-8")).isEqualTo(1);
    assertThat(cli.err()).contains("'pier-8' is one too many.");
    assertThat(cli.run("target", "add", "harbour", "--pier")).isEqualTo(1);
    assertThat(cli.err()).contains("--pier needs a value.");
    assertThat(cli.run("target", "add", "harbour", "--json")).isEqualTo(1);
    assertThat(cli.out()).contains("What is missing is --pier");
  }

  @Test
  void nobodyComparesForAPerson() {
    daemon.on("POST " + LOOKS, Answer.json(UNCONFIRMED));
    assertThat(cli.reading("s\n").run("target", "add", "harbour", "pier-7", "--pass", "-", "--yes"))
        .isEqualTo(2);
    assertThat(cli.err()).contains("a red flag", "Look through the glass.", "--flag red");
  }

  @Test
  void whatAPersonComparedIsSentAlong() {
    daemon.on("POST " + LOOKS, Answer.json(UNCONFIRMED), Answer.json(SETUP));
    assertThat(cli.answering("s\ny\ny\n").run("target", "add", "harbour", "pier-7")).isZero();
    assertThat(cli.err()).contains("Is this its flag? [y/N]");
    assertThat(asked()).contains("\"flag\":\"red\"");
  }
}
