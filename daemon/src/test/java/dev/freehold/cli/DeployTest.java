package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployTest {
  private static final String PLAN =
      """
      {"id":"p1","app":"my-app","environment":"production","kind":"deploy","state":"%s","hash":"abc",
       "nonce":"once","createdAt":"2026-11-22T11:59:00.000Z",
       "steps":[{"name":"build","state":"done","millis":4200,"attempt":1}],
       "checks":%s,"conclusions":[{"subject":"framework","value":"vite","reason":"package.json names it"}],
       "adaptations":[{"id":"runtime-variables","reason":"the same build runs everywhere"}],
       "changes":{"release":"v2","releaseId":"r2","previousRelease":"v1","commit":"0123456789abcdef",
         "files":{"added":["src/new.ts"],"addedCount":1,"changed":["src/App.tsx"],"changedCount":31,
           "removed":[],"removedCount":0},
         "variables":{"added":["VITE_TITLE"],"changed":[],"removed":[]},
         "upload":{"files":3,"bytes":2048},"resources":[],"addresses":["http://my-app.localhost:7070/"]},
       "error":%s}
      """;
  private static final String DEPLOYMENT =
      """
      {"app":"my-app","environment":"production","deployment":"d1","kind":"deploy","state":"%s",
       "release":"v2","releaseId":"r2","previousRelease":"v1","commit":"0123456789abcdef",
       "url":"http://my-app.localhost:7070/","uploaded":{"files":3,"bytes":2048},
       "steps":[{"name":"build","state":"done","millis":4200,"attempt":1},
         {"name":"activate","state":"done","millis":12,"attempt":1}],"checks":[],
       "startedAt":"2026-11-22T11:59:00.000Z","finishedAt":"2026-11-22T11:59:04.100Z",
       "reason":"","who":"ada via cli","error":%s}
      """;
  private static final String PLAN_EVENTS =
      """
      : connected

      id: 1
      event: step.started
      data: {"step":"build","ordinal":1}

      id: 2
      event: step.done
      data: {"step":"build","millis":4200}

      id: 3
      event: plan.state
      data: {"state":"ready"}

      """;
  private static final String DEPLOYMENT_EVENTS =
      """
      : connected

      id: 4
      event: step.done
      data: {"step":"activate","millis":12}

      id: 5
      event: deployment.state
      data: {"state":"running","url":"http://my-app.localhost:7070/"}

      id: 6
      event: deployment.state
      data: {"state":"succeeded"}

      """;

  private @TempDir Path temp;
  private CliTesting cli;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
    daemon = cli.daemon();
    daemon
        .on("POST /v1/exports", Answer.json("{\"id\":\"e1\",\"received\":0}"))
        .on(
            "POST /v1/exports/e1/complete",
            Answer.json(
                """
                {"id":"e1","receipt":{"files":61,"bytes":1500000,
                 "leftOut":[{"path":"node_modules","reason":"made by the package manager"}]}}
                """))
        .on("GET /v1/apps/my-app/source", Answer.json("{\"app\":\"my-app\",\"url\":null}"))
        .on("POST /v1/apps/my-app/plans", Answer.json(PLAN.formatted("preparing", "[]", "null")))
        .on("GET /v1/plans/p1", Answer.json(PLAN.formatted("ready", "[]", "null")))
        .on("GET /v1/events?run=p1", Answer.events(PLAN_EVENTS))
        .on(
            "POST /v1/apps/my-app/deployments",
            Answer.json(DEPLOYMENT.formatted("running", "null")))
        .on("GET /v1/deployments/d1", Answer.json(DEPLOYMENT.formatted("succeeded", "null")))
        .on("GET /v1/events?run=d1", Answer.events(DEPLOYMENT_EVENTS));
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  @Test
  void printsOneDocumentWithEverythingThatWasPromised() throws Exception {
    int exit = cli.run("deploy", "--yes", "--json");

    assertThat(exit).isZero();
    assertThat(cli.err()).isEmpty();
    JsonNode document = cli.document();
    assertThat(document.properties().stream().map(p -> p.getKey()))
        .contains(
            "app",
            "environment",
            "deployment",
            "kind",
            "state",
            "release",
            "releaseId",
            "previousRelease",
            "commit",
            "url",
            "uploaded",
            "steps",
            "checks");
    assertThat(document.path("state").asText()).isEqualTo("succeeded");
    assertThat(document.path("uploaded").toString()).isEqualTo("{\"files\":3,\"bytes\":2048}");
    assertThat(document.path("steps").toString())
        .isEqualTo(
            "[{\"name\":\"build\",\"state\":\"done\",\"millis\":4200},"
                + "{\"name\":\"activate\",\"state\":\"done\",\"millis\":12}]");
  }

  @Test
  void namesThePlaceWhereItGoesFromNowOn() throws Exception {
    cli.run("deploy", "--yes", "--json");
    assertThat(daemon.lastAsked("POST", "/v1/apps/my-app/plans").json().has("target")).isFalse();

    assertThat(cli.run("plan", "--target", "aws")).isZero();
    assertThat(daemon.lastAsked("POST", "/v1/apps/my-app/plans").json().path("target").asText())
        .isEqualTo("aws");
    assertThat(cli.err()).contains("To do it: freehold deploy --target aws");
  }

  @Test
  void sendsTheFolderAndWhatWasLeftOut() throws Exception {
    cli.run("deploy", "--yes", "--json");

    assertThat(new String(daemon.uploaded(), StandardCharsets.UTF_8)).isEqualTo("a tar of My App");
    assertThat(daemon.lastAsked("POST", "/v1/exports").json().path("kind").asText())
        .isEqualTo("folder");
    assertThat(daemon.lastAsked("POST", "/v1/exports/e1/complete").body())
        .contains("\"path\":\"node_modules\"");
  }

  @Test
  void approvesExactlyThePlanThatWasShown() {
    cli.run("deploy", "--yes", "--message", "for the fair", "--watch", "0");

    JsonNode body = daemon.lastAsked("POST", "/v1/apps/my-app/deployments").json();
    assertThat(body.toString())
        .isEqualTo(
            "{\"planHash\":\"abc\",\"nonce\":\"once\",\"requestId\":\"request-1\","
                + "\"message\":\"for the fair\",\"watchSeconds\":0}");
  }

  @Test
  void yesAgreesToTheBuildAndNeverToNoSandbox() {
    cli.run("deploy", "--yes");
    assertThat(consents()).isEqualTo("[\"build\"]");
    cli.run("deploy", "--yes", "--unsandboxed");
    assertThat(consents()).isEqualTo("[\"build\",\"unsandboxed\"]");
  }

  private String consents() {
    return daemon.lastAsked("POST", "/v1/apps/my-app/plans").json().path("consents").toString();
  }

  @Test
  void readsWellInATerminal() {
    int exit = cli.answering("y\n").run("deploy");

    assertThat(exit).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """

            Plan: deploy of my-app to production

              release    v2 (live now: v1)
              commit     0123456789
              address    http://my-app.localhost:7070/
              files      1 added, 31 changed, 0 removed
              variables  added VITE_TITLE
              upload     3 files, 2.0 KB
                + src/new.ts
                ~ src/App.tsx
                and 30 more

            Because
              framework: vite  package.json names it

            Adapted in the build's copy
              runtime-variables  the same build runs everywhere

            Done: my-app v2 is live in production, after 4.1 s.
            http://my-app.localhost:7070/
            """);
    assertThat(cli.err())
        .contains("done: build (4.2 s)")
        .contains("left out node_modules: made by the package manager")
        .contains("Deploy? [y/N]")
        .contains("Live at http://my-app.localhost:7070/");
  }

  @Test
  void whatTheOwnerShouldKnowStandsUnderDone() throws Exception {
    String note = "The page asks http://localhost:9/x, which is this machine.";
    daemon.on(
        "GET /v1/deployments/d1",
        Answer.json(
            DEPLOYMENT
                .formatted("succeeded", "null")
                .replace(
                    "\"reason\":\"\"",
                    "\"reason\":\"\",\"effects\":[{\"kind\":\"note\",\"summary\":\""
                        + note
                        + "\"}]")));

    assertThat(cli.run("deploy", "--yes")).isZero();
    assertThat(cli.out())
        .endsWith(
            "Done: my-app v2 is live in production, after 4.1 s.\nhttp://my-app.localhost:7070/\n"
                + "Note: "
                + note
                + "\n");
    assertThat(cli.run("deploy", "--yes", "--json")).isZero();
    assertThat(cli.document().path("notes").path(0).asText()).isEqualTo(note);
  }

  @Test
  void asksNobodyWithoutATerminal() throws Exception {
    assertThat(cli.run("deploy", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(cli.document().path("error").path("remedy").asText()).contains("--yes");
    assertThat(daemon.asked()).noneMatch(a -> a.target().equals("/v1/apps/my-app/deployments"));
  }

  @Test
  void noIsNo() {
    assertThat(cli.answering("n\n").run("deploy")).isEqualTo(2);
    assertThat(cli.err()).endsWith("Deploy? [y/N] Nothing was deployed.\n").doesNotContain("Error");
  }

  private static String asking(String state, String... questions) {
    return PLAN.formatted(
        state,
        "[],\"questions\":[" + String.join(",", questions) + "]",
        state.equals("blocked")
            ? "{\"code\":\"build.consent\",\"message\":\"Never built.\",\"remedy\":\"Agree.\"}"
            : "null");
  }

  private static String question(String kind, String name, boolean needed) {
    return """
    {"kind":"%s","name":"%s","needed":%s,"question":"What about %s?","why":"Because.",
     "command":"freehold do %s"}\
    """
        .formatted(kind, name, needed, name, name);
  }

  private static final String BUILD = question("consent", "build", true);
  private static final String URL = question("value", "VITE_URL", false);
  private static final String BAKED = question("offer", "baked-variables", true);

  @Test
  void asksAllThatAPlanAsksAtOnceAndThenBeforeTheDeployment() {
    daemon
        .on(
            "GET /v1/plans/p1",
            Answer.json(asking("blocked", BUILD, URL, BAKED)),
            Answer.json(PLAN.formatted("ready", "[]", "null")))
        .on("PATCH /v1/apps/my-app/environments/production/variables", Answer.json("{}"))
        .on(
            "GET /v1/apps/my-app/overrides",
            Answer.json("{\"overrides\":{\"with\":\"placeholders\"}}"))
        .on("PATCH /v1/apps/my-app/overrides", Answer.json("{}"));

    assertThat(cli.answering("y\nhttps://a.dev\ny\ny\n").run("deploy")).isZero();

    assertThat(cli.err())
        .contains("(1 of 3) What about build? [y/N]")
        .contains("(2 of 3) What about VITE_URL? (Enter goes on without it)")
        .contains("(3 of 3) What about baked-variables? [y/N]")
        .contains("Deploy? [y/N]");
    assertThat(consents()).isEqualTo("[\"build\"]");
    assertThat(daemon.asked())
        .filteredOn(asked -> asked.method().equals("PATCH"))
        .extracting(asked -> asked.body())
        .containsExactly(
            "{\"set\":{\"VITE_URL\":\"https://a.dev\"}}",
            "{\"set\":{\"with\":\"baked-variables,placeholders\"}}");
  }

  @Test
  void whatIsLeftOpenIsNotAskedTwice() {
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(asking("blocked", BUILD, URL)),
        Answer.json(asking("ready", URL)));
    assertThat(cli.answering("y\n\ny\n").run("deploy")).isZero();
    assertThat(cli.err()).containsOnlyOnce("What about VITE_URL? (Enter");
    assertThat(daemon.asked()).noneMatch(asked -> asked.method().equals("PATCH"));
  }

  @Test
  void aNoToWhatAPlanWaitsForEndsIt() {
    daemon.on("GET /v1/plans/p1", Answer.json(asking("blocked", BUILD)));
    assertThat(cli.answering("n\n").run("deploy")).isEqualTo(2);
    assertThat(cli.err()).endsWith("Nothing was installed, built or deployed.\n");
  }

  @Test
  void aNoToWhatAPlanCanGoWithoutIsAnAnswerToo() {
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(asking("blocked", BUILD, question("consent", "scripts:prepare", false))),
        Answer.json(asking("ready", question("consent", "scripts:prepare", false))));
    assertThat(cli.answering("y\nn\ny\n").run("deploy")).isZero();
    assertThat(consents()).isEqualTo("[\"build\"]");
  }

  @Test
  void visitorsArePassedOnWithAYesOrAnOption() {
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(asking("ready", question("consent", "proxy:api.example.com", false))),
        Answer.json(asking("ready")));
    assertThat(cli.answering("y\ny\n").run("deploy")).isZero();
    assertThat(consents()).isEqualTo("[\"proxy:api.example.com\"]");
    assertThat(cli.run("plan", "--allow-proxy", "api.example.com,cms.example.com")).isZero();
    assertThat(consents()).isEqualTo("[\"proxy:api.example.com,cms.example.com\"]");
  }

  @Test
  void whoIsNotAskedReadsAllQuestions() throws Exception {
    daemon.on("GET /v1/plans/p1", Answer.json(asking("blocked", BUILD, URL)));
    assertThat(cli.run("deploy", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(cli.document().path("questions").findValuesAsText("name"))
        .containsExactly("build", "VITE_URL");
    assertThat(cli.run("deploy")).isEqualTo(2);
    assertThat(cli.err()).contains("What about VITE_URL?").contains("freehold do VITE_URL");
  }

  @Test
  void showsWhatBlocks() throws Exception {
    String check =
        """
        [{"id":"f1","severity":"error","code":"secret.private-key","rule":"private-key",
          "file":"key.pem","line":3,"message":"A private key.","remedy":"Take it out.","secret":1}]
        """;
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(
            PLAN.formatted(
                "blocked",
                check,
                "{\"code\":\"check.secret\",\"message\":\"A key.\",\"remedy\":\"Take it out.\"}")));

    assertThat(cli.run("deploy", "--yes", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("check.secret");
    assertThat(cli.document().path("checks").toString())
        .isEqualTo(
            "[{\"id\":\"f1\",\"severity\":\"error\",\"code\":\"secret.private-key\","
                + "\"rule\":\"private-key\",\"file\":\"key.pem\",\"line\":3,"
                + "\"message\":\"A private key.\",\"remedy\":\"Take it out.\"}]");

    assertThat(cli.run("deploy", "--yes")).isEqualTo(2);
    assertThat(cli.err()).contains("error   key.pem:3  A private key.").contains("id f1");
  }

  @Test
  void aPreparationThatFailedSaysWhy() throws Exception {
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(
            PLAN.formatted(
                "failed",
                "[]",
                "{\"code\":\"build.failed\",\"message\":\"It broke.\",\"remedy\":\"Mend it.\"}")));

    assertThat(cli.run("deploy", "--yes", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").toString())
        .isEqualTo("{\"code\":\"build.failed\",\"message\":\"It broke.\",\"remedy\":\"Mend it.\"}");
  }

  @Test
  void aBuildThatFailedSaysWhatTheAppWasTakenFor() throws Exception {
    daemon.on(
        "GET /v1/plans/p1",
        Answer.json(
            PLAN.formatted(
                "failed",
                "[]",
                "{\"code\":\"build.no-output\",\"message\":\"No dist.\",\"remedy\":\"Say"
                    + " where.\"}")));

    assertThat(cli.run("deploy", "--yes")).isEqualTo(2);
    assertThat(cli.err())
        .containsSubsequence(
            "Because", "framework: vite", "package.json names it", "Error: No dist.");
    assertThat(cli.run("deploy", "--yes", "--json")).isEqualTo(2);
    assertThat(cli.document().path("conclusions").path(0).path("value").asText()).isEqualTo("vite");
  }

  @Test
  void nothingToDoIsDone() throws Exception {
    daemon
        .on("GET /v1/plans/p1", Answer.json(PLAN.formatted("unchanged", "[]", "null")))
        .on(
            "GET /v1/apps/my-app",
            Answer.json(
                """
                {"slug":"my-app","environments":[{"name":"production","release":"v2","releaseId":"r2",
                 "deployment":"d1","url":"http://my-app.localhost:7070/"}]}
                """));

    assertThat(cli.run("deploy", "--yes", "--json")).isZero();
    assertThat(cli.document().path("state").asText()).isEqualTo("unchanged");
    assertThat(cli.document().path("release").asText()).isEqualTo("v2");
    assertThat(cli.document().path("commit").asText()).isEqualTo("0123456789abcdef");
    assertThat(cli.document().path("deployment").isNull()).isTrue();
    assertThat(cli.run("deploy", "--yes", "--json", "--exit-code")).isEqualTo(4);
    assertThat(cli.run("deploy", "--yes")).isZero();
    assertThat(cli.out()).startsWith("Nothing to do: v2 is what is live in production already.");
  }

  @ParameterizedTest
  @CsvSource({
    "failed,deployment.failed",
    "cancelled,deployment.cancelled",
    "stale,deployment.stale",
    "switched-back,deployment.switched-back",
    "conflict,deployment.conflict",
    "needs-attention,deployment.needs-attention"
  })
  void aDeploymentThatDidNotSucceedIsAnErrorAndStillADocument(String state, String code)
      throws Exception {
    daemon.on("GET /v1/deployments/d1", Answer.json(DEPLOYMENT.formatted(state, "null")));

    assertThat(cli.run("deploy", "--yes", "--json")).isEqualTo(2);
    assertThat(cli.document().path("state").asText()).isEqualTo(state);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo(code);
    assertThat(cli.document().path("error").path("remedy").asText()).isNotBlank();
  }

  @Test
  void aPlanChangesNothing() throws Exception {
    assertThat(cli.run("plan", "--json")).isZero();
    assertThat(cli.document().path("changes").path("release").asText()).isEqualTo("v2");
    assertThat(cli.document().path("hash").asText()).isEqualTo("abc");
    assertThat(cli.document().has("nonce")).isFalse();
    assertThat(cli.run("plan")).isZero();
    assertThat(cli.out()).contains("Plan: deploy of my-app to production");
    assertThat(cli.err()).endsWith("To do it: freehold deploy\n");
    assertThat(daemon.asked()).noneMatch(a -> a.target().equals("/v1/apps/my-app/deployments"));
  }

  @Test
  void theCommandThatIsSaidDoesWhatWasPlanned() throws Exception {
    Files.writeString(cli.folder.resolve("My App.zip"), "zip bytes");

    assertThat(cli.run("plan", "My App.zip", "--env", "staging", "--app", "my-app")).isZero();
    assertThat(cli.err())
        .endsWith("To do it: freehold deploy 'My App.zip' --app my-app --env staging\n");
  }

  @Test
  void anArchiveIsSentAsItIs() throws Exception {
    Files.writeString(cli.folder.resolve("My App.zip"), "zip bytes");

    assertThat(cli.run("deploy", "My App.zip", "--yes", "--json")).isZero();
    assertThat(new String(daemon.uploaded(), StandardCharsets.UTF_8)).isEqualTo("zip bytes");
    assertThat(daemon.lastAsked("POST", "/v1/exports").json().path("kind").asText())
        .isEqualTo("zip");
  }

  @Test
  void withAnAppAndNoPathWhatWasPushedIsDeployed() {
    assertThat(cli.run("deploy", "--app", "my-app", "--yes", "--json")).isZero();
    assertThat(daemon.asked()).noneMatch(a -> a.target().contains("/exports"));
    assertThat(daemon.lastAsked("POST", "/v1/apps/my-app/plans").json().has("exportId")).isFalse();
  }

  @Test
  void ofAnAppWithASourceTheNewestCommitIsDeployedForTheReasonThatItGives() {
    daemon
        .on(
            "GET /v1/apps/my-app/source",
            Answer.json("{\"app\":\"my-app\",\"url\":\"https://example.com/ada/my-app\"}"))
        .on(
            "POST /v1/apps/my-app/source/fetch",
            Answer.json(
                """
                {"exportId":"e7","commit":"%s","branch":"main","subject":"Say more","commits":3,
                 "unchanged":false}
                """
                    .formatted("4".repeat(40))));
    assertThat(cli.run("deploy", "--app", "my-app", "--yes", "--json")).isZero();
    JsonNode plan = daemon.lastAsked("POST", "/v1/apps/my-app/plans").json();
    assertThat(plan.path("exportId").asText()).isEqualTo("e7");
    assertThat(plan.path("message").asText()).isEqualTo("Say more");
  }

  @Test
  void aRepositoryIsFetchedByTheDaemon() {
    assertThat(cli.run("deploy", "https://example.com/ada/my-app.git", "--yes", "--json")).isZero();
    assertThat(daemon.lastAsked("POST", "/v1/exports").body())
        .contains("\"kind\":\"git\"")
        .contains("\"url\":\"https://example.com/ada/my-app.git\"");
    assertThat(daemon.asked()).noneMatch(a -> a.target().contains("/chunks"));
  }

  @Test
  void whatIsNotThereCannotBeDeployed() throws Exception {
    assertThat(cli.run("deploy", "nowhere", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("source.not-found");
    Files.writeString(cli.folder.resolve("notes.txt"), "x");
    assertThat(cli.run("deploy", "notes.txt", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("source.unknown-kind");
  }

  @Test
  void eventsGoOnWhereTheConnectionDropped() {
    daemon
        .on(
            "GET /v1/plans/p1",
            Answer.json(PLAN.formatted("preparing", "[]", "null")),
            Answer.json(PLAN.formatted("ready", "[]", "null")))
        .on(
            "GET /v1/events?run=p1",
            Answer.events(
                ": connected\n\nid: 7\nevent: step.started\ndata: {\"step\":\"build\"}\n\n"),
            Answer.events(PLAN_EVENTS));

    assertThat(cli.run("deploy", "--yes", "--json")).isZero();

    assertThat(daemon.lastAsked("GET", "/v1/events?run=p1").headers())
        .containsEntry("Last-Event-ID", "7");
  }

  @Test
  void anUploadGoesOnAfterADroppedConnection() throws Exception {
    byte[] large = new byte[1_300_000];
    new java.util.Random(42).nextBytes(large);
    Files.write(cli.folder.resolve("my-app.tar"), large);
    daemon.on("DROP", Answer.drop());

    assertThat(cli.run("deploy", "my-app.tar", "--yes", "--json")).isZero();

    assertThat(daemon.uploaded()).isEqualTo(large);
    assertThat(daemon.asked().stream().filter(a -> a.target().contains("/chunks"))).hasSize(3);
  }
}
