package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentCommandsTest {
  private static final String PARITY =
      """
      {"app":"shop","from":"staging","to":"production",
       "verdict":{"state":"lies","text":"staging lies about 1 thing, and may lie about 1 more",
        "lies":1,"mayLie":1,"harmless":1,"unknown":1},
       "differences":[
        {"kind":"variable","what":"STRIPE_KEY","from":"has none","to":"has a value",
         "severity":"lies","reason":"The app runs there without what production has.",
         "action":"freehold var set STRIPE_KEY - --env staging --app shop","promoted":false},
        {"kind":"domain","what":"name","from":"none of its own","to":"shop.example.org",
         "severity":"may-lie","reason":"Cookies depend on it.","action":"freehold domain add DOMAIN",
         "promoted":false},
        {"kind":"release","what":"what is live","from":"v3","to":"v2","severity":"harmless",
         "reason":"It is newer.","action":"freehold promote","promoted":true}],
       "differencesCount":5,
       "same":["Both run on box (ssh)."],
       "unknown":[{"kind":"database","what":"DATABASE_URL","reason":"It is not compared."}]}
      """;

  private @TempDir Path temp;
  private CliTesting cli;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
    daemon = cli.daemon();
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  @Test
  void parityTellsTheVerdictThenWhatToDoThenTheEvidence() throws Exception {
    daemon.on("GET /v1/apps/shop/parity?from=staging&to=production", Answer.json(PARITY));

    assertThat(cli.run("parity", "staging", "production", "--app", "shop")).isZero();

    assertThat(cli.out())
        .isEqualTo(
            """
            staging lies about 1 thing, and may lie about 1 more.

            Lies
              variable: STRIPE_KEY
                staging:     has none
                production:  has a value
                The app runs there without what production has.
                Do: freehold var set STRIPE_KEY - --env staging --app shop

            May lie
              domain: name
                staging:     none of its own
                production:  shop.example.org
                Cookies depend on it.
                Do: freehold domain add DOMAIN

            Harmless
              release: what is live  v3 | v2

            And 2 more.

            The same
              Both run on box (ssh).

            Not compared
              database: DATABASE_URL. It is not compared.
            """);
    assertThat(cli.run("parity", "staging", "production", "--app", "shop", "--json")).isZero();
    assertThat(cli.document().path("verdict").path("state").asText()).isEqualTo("lies");
  }

  @Test
  void aNewEnvironmentSaysWhatItStillNeeds() throws Exception {
    daemon.on(
        "POST /v1/apps/shop/environments",
        new Answer(
            201,
            "application/json",
            """
            {"app":"shop","environment":"staging","target":"box","like":"production",
             "copied":["VITE_TITLE"],"toSet":[{"name":"DATABASE_URL","why":"database"},
             {"name":"STRIPE_KEY","why":"secret"},{"name":"VITE_SITE","why":"domain"}]}
            """));

    assertThat(cli.run("env", "create", "staging", "--like", "production", "--app", "shop"))
        .isZero();

    assertThat(daemon.lastAsked("POST", "/v1/apps/shop/environments").body())
        .isEqualTo("{\"name\":\"staging\",\"like\":\"production\"}");
    assertThat(cli.out())
        .isEqualTo(
            """
            staging of shop is made, like production, on box. Nothing is live there yet.
            Copied: VITE_TITLE.
            To set, because each environment needs its own:
              freehold var set DATABASE_URL - --env staging --app shop  # leads to a database, or is a key to one
              freehold var set STRIPE_KEY - --env staging --app shop    # a secret
              freehold var set VITE_SITE - --env staging --app shop     # names the other one's domain
            Then: freehold deploy --env staging --app shop
            """);
  }

  @Test
  void anEmptyOneNeedsNothing() throws Exception {
    daemon.on(
        "POST /v1/apps/shop/environments",
        Answer.json(
            """
            {"app":"shop","environment":"preview","target":"local","like":null,"copied":[],"toSet":[]}
            """));
    assertThat(cli.run("env", "create", "preview", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            preview of shop is made on local. Nothing is live there yet.
            Then: freehold deploy --env preview --app shop
            """);
    assertThat(daemon.lastAsked("POST", "/v1/apps/shop/environments").json().path("like").isNull())
        .isTrue();
  }

  @Test
  void theListSaysWhatIsLiveWhere() throws Exception {
    daemon.on(
        "GET /v1/apps/shop",
        Answer.json(
            """
            {"slug":"shop","environments":[
             {"name":"production","target":"box","release":"v2","url":"https://shop.example.org/"},
             {"name":"staging","target":"box","release":null,"url":null}]}
            """));
    assertThat(cli.run("env", "list", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            NAME        TARGET  LIVE     ADDRESS
            production  box     v2       https://shop.example.org/
            staging     box     nothing
            """);
    assertThat(cli.run("env", "list", "--app", "shop", "--json")).isZero();
    assertThat(cli.document().path("environments")).hasSize(2);
  }

  @Test
  void whatTheDaemonRefusesIsSaid() {
    daemon.on("POST /v1/apps/shop/environments", Answer.problem(422, "environment.exists"));
    assertThat(cli.run("env", "create", "staging", "--app", "shop")).isEqualTo(2);
    assertThat(cli.err()).contains("environment.exists");
  }
}
