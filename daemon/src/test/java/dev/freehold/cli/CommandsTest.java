package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final String APPS =
      """
      {"apps":[{"slug":"guestbook","builder":"lovable","createdAt":"2026-11-22T10:00:00.000Z",
       "repository":"%s","environments":[{"name":"production","target":"local","release":"v2",
       "releaseId":"r2","deployment":"d2","generation":2,"url":"http://guestbook.localhost:7070/",
       "addresses":[]}]}],"next":null}
      """;
  private static final String HISTORY =
      """
      {"deployments":[
       {"app":"guestbook","environment":"production","deployment":"d2","kind":"deploy",
        "state":"succeeded","release":"v2","releaseId":"r2","previousRelease":"v1","commit":"c2",
        "url":"http://guestbook.localhost:7070/","uploaded":{"files":1,"bytes":10},"steps":[],
        "checks":[],"startedAt":"2026-11-22T11:58:00.000Z","finishedAt":"2026-11-22T11:58:04.200Z",
        "reason":"new title","who":"ada","error":null},
       {"app":"guestbook","environment":"staging","deployment":"d1","kind":"rollback",
        "state":"switched-back","release":"v1","releaseId":"r1","previousRelease":null,"commit":"c1",
        "url":null,"uploaded":{"files":0,"bytes":0},"steps":[],"checks":[],
        "startedAt":"2026-11-20T11:00:00.000Z","finishedAt":null,"reason":"","who":"ada",
        "error":null}],
       "next":"d1"}
      """;

  private @TempDir Path temp;
  private CliTesting cli;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
    daemon = cli.daemon();
    daemon
        .on("GET /v1/apps", Answer.json(APPS.formatted("/nowhere")))
        .on("GET /v1/apps/guestbook/deployments", Answer.json(HISTORY));
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  @Test
  void historyIsATable() {
    assertThat(cli.run("history")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            WHEN           WHAT      RELEASE  ENVIRONMENT  STATE          TOOK   DEPLOYMENT  WHY
            2 minutes ago  deploy    v2       production   succeeded      4.2 s  d2          new title
            2 days ago     rollback  v1       staging      switched-back         d1
            Older: freehold history --before d1
            """);
  }

  @Test
  void historyIsADocument() throws Exception {
    assertThat(cli.run("history", "--json", "--limit", "2", "--before", "d9")).isZero();
    var first = cli.document().path("deployments").get(0);
    assertThat(first.properties().stream().map(p -> p.getKey()))
        .containsExactly(
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
            "checks",
            "startedAt",
            "finishedAt",
            "reason");
    assertThat(cli.document().path("next").asText()).isEqualTo("d1");
    daemon.lastAsked("GET", "/v1/apps/guestbook/deployments?limit=2&before=d9");
  }

  @Test
  void historyOfOneEnvironment() throws Exception {
    assertThat(cli.run("history", "--json", "--env", "staging")).isZero();
    assertThat(cli.document().path("deployments")).hasSize(1);
  }

  @Test
  void statusIsATableAndADocument() throws Exception {
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            guestbook  production  local  v2  http://guestbook.localhost:7070/
            Daemon 1.2.3, process 4711, up for 1 min 1 s.
            """);
    assertThat(cli.run("status", "--json")).isZero();
    assertThat(cli.document().path("apps").get(0).path("slug").asText()).isEqualTo("guestbook");
    assertThat(cli.document().path("daemon").path("pid").asLong()).isEqualTo(4711);
  }

  @Test
  void statusTellsWhatIsLiveAndNotAsItWasLeft() {
    daemon.on(
        "GET /v1/apps",
        Answer.json(
            """
            {"apps":[{"slug":"guestbook","environments":[
              {"name":"production","target":"box","release":"v2","url":null,
               "switchedElsewhere":true,"servers":[
                {"name":"web","state":"ready","problem":null},
                {"name":"api","state":"down","problem":"Error: no pdfkit\\nat server.js"}]},
              {"name":"staging","target":"spare","release":"v3","url":null,
               "switchedElsewhere":false,"servers":[
                {"name":"spare","state":"unknown","problem":null}]}]}],
             "next":null}
            """));
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out())
        .contains(
            "another machine made something else live since: freehold target adopt box; its server"
                + " api is down: Error: no pdfkit\n",
            "spare can't be asked\n")
        .doesNotContain("web", "healthy");
  }

  @Test
  void statusTellsThatWhatServesAppsEnded() {
    daemon.on(
        "GET /v1/status",
        Answer.json(
            FakeDaemon.STATUS.replace(
                "\"serving\":null", "\"serving\":null,\"servingTrouble\":\"It ended once.\"")));
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("\nIt ended once.\nDaemon 1.2.3");
  }

  @Test
  void rollbackPlansApprovesAndFollows() throws Exception {
    String run =
        "{\"id\":\"p1\",\"app\":\"guestbook\",\"environment\":\"production\",\"kind\":\"rollback\","
            + "\"state\":\"ready\",\"hash\":\"h\",\"nonce\":\"n\",\"steps\":[],\"checks\":[]}";
    daemon
        .on("POST /v1/apps/guestbook/plans", Answer.json(run))
        .on("GET /v1/plans/p1", Answer.json(run))
        .on(
            "GET /v1/events",
            Answer.events("id: 1\nevent: plan.state\ndata: {\"state\":\"ready\"}\n\n"),
            Answer.events("id: 2\nevent: deployment.state\ndata: {\"state\":\"succeeded\"}\n\n"))
        .on("POST /v1/apps/guestbook/deployments", Answer.json("{\"deployment\":\"d3\"}"))
        .on(
            "GET /v1/deployments/d3",
            Answer.json(
                "{\"app\":\"guestbook\",\"environment\":\"production\",\"deployment\":\"d3\","
                    + "\"kind\":\"rollback\",\"state\":\"succeeded\",\"release\":\"v1\","
                    + "\"url\":\"http://guestbook.localhost:7070/\"}"));

    assertThat(cli.run("rollback", "v1", "--yes")).isZero();

    assertThat(cli.out()).contains("Done: guestbook is back on v1 in production.");
    assertThat(daemon.lastAsked("POST", "/v1/apps/guestbook/plans").json().toString())
        .contains("\"kind\":\"rollback\",\"environment\":\"production\",\"release\":\"v1\"");
  }

  @Test
  void promoteNamesBothEnvironments() {
    daemon.on("POST /v1/apps/guestbook/plans", Answer.problem(422, "promote.nothing-live"));
    assertThat(cli.run("promote", "--from", "staging", "--to", "production", "--yes")).isEqualTo(2);
    assertThat(daemon.lastAsked("POST", "/v1/apps/guestbook/plans").json().toString())
        .contains("\"kind\":\"promote\",\"environment\":\"production\",\"from\":\"staging\"");
  }

  @Test
  void diffShowsFilesVariablesBuildAndAdaptations() throws Exception {
    daemon
        .on(
            "GET /v1/apps/guestbook/diff/v1/v2",
            Answer.json(
                """
                {"from":"v1","to":"v2","files":[{"path":"src/App.tsx","change":"changed",
                 "textDiff":"@@ -1 +1 @@\\n-old\\n+new\\n"}],
                 "variables":{"added":["VITE_TITLE"],"changed":[],"removed":[]},
                 "build":{"same":false,"fromArtifact":"0123456789abcdef",
                          "toArtifact":"fedcba9876543210"},"adaptations":{"added":["runtime-variables"],"removed":[]},
                 "next":"src/App.tsx"}
                """))
        .on(
            "GET /v1/apps/guestbook/diff/v1/v2?after=src%2FApp.tsx",
            Answer.json(
                "{\"files\":[{\"path\":\"z.png\",\"change\":\"removed\",\"textDiff\":null}],"
                    + "\"next\":null}"));

    assertThat(cli.run("diff", "v1", "v2")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            ~ src/App.tsx
                @@ -1 +1 @@
                -old
                +new
            - z.png
            + variables: VITE_TITLE
              built anew: artifact 0123456789 became fedcba9876
            + adaptations: runtime-variables
            """);
    assertThat(cli.run("diff", "v1", "v2", "--json")).isZero();
    assertThat(cli.document().path("files")).hasSize(2);
  }

  @Test
  void cancelAlsoStopsAPreparation() throws Exception {
    daemon
        .on(
            "GET /v1/apps/guestbook/plans?state=preparing&limit=1",
            Answer.json("{\"plans\":[{\"id\":\"p7\"}],\"next\":null}"))
        .on("GET /v1/plans/p7", Answer.json("{\"id\":\"p7\"}"))
        .on("POST /v1/plans/p7/cancel", Answer.json("{\"id\":\"p7\",\"state\":\"preparing\"}"));
    assertThat(cli.run("cancel")).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualTo("The preparation of plan p7 is being cancelled.\n");
    assertThat(cli.run("cancel", "p7", "--json")).isZero();
    assertThat(cli.document().path("plan").asText()).isEqualTo("p7");
  }

  @Test
  void cancelTakesTheIdOfADeployment() throws Exception {
    daemon
        .on("GET /v1/plans/d2", Answer.problem(404, "plan.unknown"))
        .on("POST /v1/deployments/d2/cancel", Answer.json("{\"deployment\":\"d2\"}"))
        .on("GET /v1/plans/x", Answer.problem(404, "plan.unknown"))
        .on("POST /v1/deployments/x/cancel", Answer.problem(404, "deployment.unknown"));
    assertThat(cli.run("cancel", "d2")).isZero();
    assertThat(cli.out()).isEqualTo("Deployment d2 is being cancelled.\n");
    assertThat(cli.run("cancel", "x", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("deployment.unknown");
  }

  @Test
  void cancelFindsWhatRuns() throws Exception {
    daemon.on("GET /v1/apps/guestbook/plans", Answer.json("{\"plans\":[],\"next\":null}"));
    assertThat(cli.run("cancel", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText())
        .isEqualTo("deployment.none-running");
    daemon
        .on(
            "GET /v1/apps/guestbook/deployments",
            Answer.json(HISTORY.replace("succeeded", "running")))
        .on("POST /v1/deployments/d2/cancel", Answer.json("{\"deployment\":\"d2\"}"));
    assertThat(cli.run("cancel")).isZero();
    assertThat(cli.out()).isEqualTo("Deployment d2 is being cancelled.\n");
  }

  @Test
  void openPrintsTheAddress() throws Exception {
    daemon.on(
        "GET /v1/apps/guestbook",
        Answer.json(
            "{\"environments\":[{\"name\":\"production\",\"url\":\"http://guestbook.localhost/\"}]}"));
    assertThat(cli.run("open")).isZero();
    assertThat(cli.out()).isEqualTo("http://guestbook.localhost/\n");
    assertThat(cli.run("open", "--env", "staging", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("open.nothing-live");
  }

  @Test
  void aSecretComesFromStandardInput() {
    daemon.on(
        "PATCH /v1/apps/guestbook/environments/production/variables",
        Answer.json("{\"revision\":2,\"variables\":[]}"));
    assertThat(cli.reading("s3cret\n").run("var", "set", "A=1", "KEY", "-")).isZero();
    assertThat(
            daemon
                .lastAsked("PATCH", "/v1/apps/guestbook/environments/production/variables")
                .body())
        .isEqualTo("{\"set\":{\"A\":\"1\",\"KEY\":\"s3cret\"},\"unset\":[]}");
    assertThat(cli.out() + cli.err()).doesNotContain("s3cret");
    assertThat(cli.run("var", "unset", "A")).isZero();
    assertThat(cli.run("var", "set", "--help")).isZero();
    assertThat(cli.out()).contains("lands in your shell's history");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100%s%20%n",
        "  two before, two after  ",
        "-----BEGIN PRIVATE KEY-----\nAAAA\nBBBB\n-----END PRIVATE KEY-----\n",
        "C:\\new\\table\\",
        "pa$$word$HOME${USER}"
      })
  void aValueFromStandardInputStaysAsItIs(String value) throws Exception {
    String path = "/v1/apps/guestbook/environments/production/variables";
    daemon.on("PATCH " + path, Answer.json("{\"revision\":2,\"variables\":[]}"));
    // one line end is the file's and not the value's
    assertThat(cli.reading(value + "\n").run("var", "set", "KEY", "-")).isZero();
    assertThat(
            Json.mapper()
                .readTree(daemon.lastAsked("PATCH", path).body())
                .path("set")
                .path("KEY")
                .asText())
        .isEqualTo(value);
    assertThat(cli.out() + cli.err()).doesNotContain(value.strip());
  }

  @Test
  void variablesAreListedByName() {
    daemon.on(
        "GET /v1/apps/guestbook/environments/production/variables",
        Answer.json(
            "{\"revision\":2,\"variables\":[{\"name\":\"KEY\",\"public\":false,\"source\":\"user\","
                + "\"updatedAt\":\"2026-11-22T11:00:00.000Z\"}]}"));
    assertThat(cli.run("var", "list")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            NAME  SEEN BY           FROM  SET
            KEY   the app's server  user  1 hour ago
            """);
  }

  @Test
  void ownedPathsPruningAndAllowedFindings() {
    daemon
        .on("PUT /v1/apps/guestbook/owned-paths", Answer.json("{\"patterns\":[\"server/**\"]}"))
        .on("DELETE /v1/apps/guestbook/owned-paths", Answer.json("{\"patterns\":[]}"))
        .on(
            "POST /v1/apps/guestbook/prune",
            Answer.json("{\"removed\":[\"v1\"],\"freedBytes\":2048}"))
        .on("PUT /v1/apps/guestbook/allowed-findings/f1", Answer.json("{}"));
    assertThat(cli.run("app", "own", "add", "server/**")).isZero();
    assertThat(cli.out()).isEqualTo("server/**\n");
    assertThat(cli.run("app", "own", "remove", "server/**")).isZero();
    assertThat(cli.out()).isEqualTo("No path of guestbook is owned.\n");
    assertThat(cli.run("app", "prune", "--keep", "3")).isZero();
    assertThat(cli.out()).isEqualTo("Removed v1; 2.0 KB are free again.\n");
    assertThat(cli.run("check", "allow", "f1", "--reason", "an example")).isZero();
    assertThat(daemon.lastAsked("PUT", "/v1/apps/guestbook/allowed-findings/f1").body())
        .isEqualTo("{\"reason\":\"an example\"}");
  }

  @Test
  void foldersAreKept() throws Exception {
    daemon
        .on("GET /v1/apps/guestbook/kept-folders", Answer.json("{\"folders\":[]}"))
        .on(
            "PUT /v1/apps/guestbook/kept-folders",
            Answer.json("{\"folders\":[\"data\",\"uploads\"]}"))
        .on("DELETE /v1/apps/guestbook/kept-folders", Answer.json("{\"folders\":[]}"));
    assertThat(cli.run("app", "keep")).isZero();
    assertThat(cli.out()).isEqualTo("No folder of guestbook is kept from release to release.\n");
    assertThat(cli.run("app", "keep", "uploads/", "data")).isZero();
    assertThat(cli.out()).isEqualTo("data/\nuploads/\nIt holds from the next deployment on.\n");
    assertThat(daemon.lastAsked("PUT", "/v1/apps/guestbook/kept-folders").body())
        .isEqualTo("{\"folders\":[\"uploads/\",\"data\"]}");
    assertThat(cli.run("app", "keep", "--remove", "data", "--remove", "uploads", "--json"))
        .isZero();
    assertThat(cli.document().path("folders")).isEmpty();
    assertThat(daemon.lastAsked("DELETE", "/v1/apps/guestbook/kept-folders").body())
        .isEqualTo("{\"folders\":[\"data\",\"uploads\"]}");
  }

  private static final String REMOVING =
      """
      {"app":"guestbook","purge":%s,"environments":[
        {"name":"production","target":"local","release":"v2",
         "addresses":["http://guestbook.localhost:7420/"],"domain":null,"servers":[],"variables":2,
         "kept":[{"folder":"uploads","files":3,"bytes":2048}]},
        {"name":"staging","target":"vps","release":"v1","addresses":["https://a.example.org/"],
         "domain":"a.example.org","servers":["web"],"variables":1}],
       "projects":[{"builder":"lovable","id":"p1"}],"releases":["v2","v1"],"releaseBytes":2048,
       "deployments":3,"repository":"/r/guestbook.git"}
      """;

  @Test
  void aTargetWithNothingOfFreeholdsIsOnlyForgotten() throws Exception {
    daemon
        .on("GET /v1/targets/vercel", Answer.json("{\"name\":\"vercel\",\"removal\":[]}"))
        .on("GET /v1/targets/vps", Answer.json("{\"name\":\"vps\",\"removal\":[\"Delete /srv\"]}"))
        .on("DELETE /v1/targets/vercel", Answer.json("{}"));
    assertThat(cli.run("target", "remove", "vercel", "--yes")).isZero();
    assertThat(cli.err())
        .contains("Nothing is to be done there: Freehold only forgets vercel.")
        .doesNotContain("To be done:");
    assertThat(cli.out()).isEqualTo("vercel was removed.\n");

    assertThat(cli.run("target", "remove", "vps")).isEqualTo(2);
    assertThat(cli.err()).contains("To be done:\n  Delete /srv\n").doesNotContain("only forgets");
  }

  @Test
  void removingShowsWhatGoesAndNeedsApproval() throws Exception {
    daemon
        .on("GET /v1/apps/guestbook/removal", Answer.json(REMOVING.formatted("false")))
        .on(
            "DELETE /v1/apps/guestbook",
            Answer.json("{\"app\":\"guestbook\",\"purged\":false,\"freedBytes\":2048}"));
    assertThat(cli.run("app", "remove", "guestbook")).isEqualTo(2);
    assertThat(cli.err())
        .contains(
            """
            Removing guestbook deletes
              production on this machine: v2, http://guestbook.localhost:7420/, 2 variables, what its server keeps in uploads/ (3 files, 2.0 KB)
              staging on vps: v1, https://a.example.org/, domain a.example.org, running servers: web, 1 variable
              its tie to the lovable project p1
              the built files of v2, v1, 2.0 KB
              what was set and agreed to for it, its journeys, and findings that were allowed
            and keeps, unless --purge is given,
              the history of its 3 deployments
              its repository, /r/guestbook.git
            """,
            "it was not approved");
    assertThat(cli.run("app", "remove", "guestbook", "--yes")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            guestbook was removed; 2.0 KB are free again.
            Its history is kept: freehold history --app guestbook
            """);
    daemon.lastAsked("DELETE", "/v1/apps/guestbook?purge=false");
    assertThat(cli.run("app", "remove", "guestbook", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(cli.run("app", "remove", "guestbook", "--json", "--yes")).isZero();
    assertThat(cli.document().path("removed").path("releases")).hasSize(2);
  }

  @Test
  void purgingSaysThatNothingIsKept() {
    daemon
        .on("GET /v1/apps/guestbook/removal", Answer.json(REMOVING.formatted("true")))
        .on(
            "DELETE /v1/apps/guestbook",
            Answer.json("{\"app\":\"guestbook\",\"purged\":true,\"freedBytes\":0}"));
    assertThat(cli.run("app", "remove", "guestbook", "--purge", "--yes")).isZero();
    assertThat(cli.err()).contains("its repository, /r/guestbook.git\nNothing of it is kept.");
    assertThat(cli.out()).endsWith("Nothing is left of it.\n");
    daemon.lastAsked("DELETE", "/v1/apps/guestbook?purge=true");
  }

  @Test
  void theHistoryOfARemovedAppSaysSo() {
    daemon.on(
        "GET /v1/apps/guestbook/deployments",
        Answer.json(
            HISTORY.replace("\"next\"", "\"removedAt\":\"2026-11-20T11:00:00.000Z\",\"next\"")));
    assertThat(cli.run("history", "--app", "guestbook")).isZero();
    assertThat(cli.out())
        .startsWith("guestbook was removed 2 days ago; deployed again, it comes back");
  }

  @Test
  void checkoutIsAnOrdinaryClone() throws Exception {
    Path bare = temp.resolve("bare.git");
    var git = new dev.freehold.process.ProcessRunner(System.getenv());
    git.run(
        dev.freehold.process.Command.of(temp, "git", "init", "--quiet", "--bare", bare.toString()));
    daemon.on("GET /v1/apps/guestbook", Answer.json("{\"repository\":\"" + bare + "\"}"));
    assertThat(cli.run("app", "checkout", "work")).isZero();
    assertThat(cli.folder.resolve("work/.git")).isDirectory();
    assertThat(cli.run("app", "checkout", "work", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("app.folder-exists");
    daemon.on("GET /v1/apps/guestbook", Answer.json("{\"repository\":\"/nowhere\"}"));
    assertThat(cli.run("app", "checkout", "other", "--json")).isEqualTo(5);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("app.checkout-failed");
  }

  @Test
  void theAppIsTheOnlyOneOrThatOfTheFolder() throws Exception {
    daemon.on("GET /v1/apps", Answer.json("{\"apps\":[{\"slug\":\"a\"},{\"slug\":\"b\"}]}"));
    assertThat(cli.run("history", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("app.ambiguous");
    daemon.on("GET /v1/apps", Answer.json("{\"apps\":[]}"));
    assertThat(cli.run("history", "--json")).isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("app.none");
    daemon
        .on("GET /v1/apps", Answer.json("{\"apps\":[{\"slug\":\"a\"}],\"next\":\"a\"}"))
        .on(
            "GET /v1/apps?limit=100&after=a",
            Answer.json("{\"apps\":[{\"slug\":\"my-app\"}],\"next\":null}"))
        .on("GET /v1/apps/my-app/deployments", Answer.json("{\"deployments\":[],\"next\":null}"));
    assertThat(cli.run("history")).isZero();
    assertThat(cli.out()).isEqualTo("No deployments of my-app here.\n");
  }

  @Test
  void theDaemonIsShownAndNeverStartedByAsking() throws Exception {
    assertThat(cli.run("daemon", "status", "--json")).isZero();
    assertThat(cli.document().path("running").asBoolean()).isTrue();
    assertThat(cli.document().path("pid").asLong()).isEqualTo(4711);
    assertThat(cli.document().has("socket")).isTrue();
    assertThat(cli.document().path("uptimeMillis").asLong()).isEqualTo(61000);
    daemon.close();
    assertThat(cli.run("daemon", "status", "--json")).isZero();
    assertThat(cli.document().path("running").asBoolean()).isFalse();
    assertThat(cli.run("daemon", "stop")).isZero();
    assertThat(cli.run("daemon", "run")).isEqualTo(7);
    assertThat(Files.exists(cli.home.logs())).isFalse();
  }

  @Test
  void aDaemonThatGoesAwayWhileItIsAskedIsNotStartedAgain() throws Exception {
    daemon.on("GET /v1/status", Answer.json(FakeDaemon.STATUS), Answer.drop());
    assertThat(cli.run("daemon", "status", "--json")).isEqualTo(5);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("daemon.not-running");
  }

  @Test
  void aDaemonThatGoesOnIsSaidSo() throws Exception {
    long alive = ProcessHandle.current().pid();
    daemon
        .on("GET /v1/status", Answer.json(FakeDaemon.STATUS.replace("4711", "" + alive)))
        .on("POST /v1/stop", new Answer(202, "application/json", "{}"));
    assertThat(cli.run("daemon", "stop", "--serving", "--json")).isEqualTo(5);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("daemon.did-not-stop");
    assertThat(daemon.lastAsked("POST", "/v1/stop").body()).isEqualTo("{\"serving\":true}");
  }

  @Test
  void aDaemonThatIsGoneBeforeItsAnswerHasStopped() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Answer status = Answer.json(FakeDaemon.STATUS.replace("4711", "" + gone.pid()));
    daemon.on("GET /v1/status", status, status, Answer.drop()).on("POST /v1/stop", Answer.drop());
    assertThat(cli.run("daemon", "stop", "--json")).isZero();
    assertThat(daemon.lastAsked("POST", "/v1/stop").body()).isEqualTo("{\"serving\":false}");
  }

  @Test
  void versionHelpAndCompletion() {
    assertThat(cli.run("--version")).isZero();
    assertThat(cli.out()).isEqualTo("freehold 1.2.3\n");
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out()).contains("deploy", "rollback", "completion");
    assertThat(cli.run("plan", "--help")).isZero();
    assertThat(cli.out()).contains("Show what a deployment would change, and change nothing.");
    assertThat(cli.run("version")).isZero();
    assertThat(cli.out()).isEqualTo("freehold 1.2.3\n");
    assertThat(cli.run("help", "app", "set")).isZero();
    assertThat(cli.out()).startsWith("Usage: freehold app set");
    assertThat(cli.run("help")).isZero();
    assertThat(cli.out()).startsWith("Usage: freehold [-hV] COMMAND");
    assertThat(cli.run("help", "deplyo")).isEqualTo(1);
    assertThat(cli.err()).contains("There is no command 'freehold deplyo'.");
    assertThat(cli.run("completion")).isZero();
    assertThat(cli.out()).contains("complete -F").contains("rollback");
  }
}
