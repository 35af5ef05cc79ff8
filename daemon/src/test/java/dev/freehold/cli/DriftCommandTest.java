package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  private static final String SAME =
      "{\"commits\":0,\"files\":0,\"added\":0,\"changed\":0,\"removed\":0,\"paths\":[]}";

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

  private static String drift(String app, int behind, String rest, String... environments) {
    return """
    {"app":"%s","inStep":%s,"behind":%d,%s,"main":"abc","environments":[%s]}
    """
        .formatted(app, behind == 0, behind, rest, String.join(",", environments));
  }

  private static String nothingElse() {
    return "\"builder\":{\"head\":null,\"exportedAt\":null,\"unmerged\":null},\"source\":null,"
        + "\"remote\":null";
  }

  private static String place(
      String name, String commit, String behind, String variables, String outside) {
    return """
    {"name":"%s","target":"box","release":"v5","commit":"%s","deployedAt":null,"behind":%s,
     "variables":[%s],"outside":[%s]}
    """
        .formatted(name, commit, behind, variables, outside);
  }

  private static String changed(int commits, int files) {
    String paths =
        IntStream.range(0, Math.min(files, 50))
            .mapToObj(i -> "{\"path\":\"src/%02d.ts\",\"change\":\"changed\"}".formatted(i))
            .collect(Collectors.joining(","));
    return "{\"commits\":%d,\"files\":%d,\"added\":0,\"changed\":%d,\"removed\":0,\"paths\":[%s]}"
        .formatted(commits, files, files, paths);
  }

  private String told(String drift) {
    daemon.on("GET /v1/apps/shop/drift", Answer.json(drift));
    assertThat(cli.run("drift", "--app", "shop")).isZero();
    return cli.out();
  }

  @Test
  void whatIsBehindIsSaidFirstAndThenWhatExactlyAndHowToMendIt() throws Exception {
    String drift =
        drift(
            "shop",
            2,
            nothingElse(),
            place(
                "production",
                "old",
                changed(3, 14),
                "{\"name\":\"API_URL\",\"change\":\"added\"},"
                    + "{\"name\":\"MODE\",\"change\":\"removed\"}",
                ""));
    assertThat(told(drift))
        .isEqualTo(
            """
            shop: production is 3 changes behind main; 2 variables wait for a deployment.

            production, v5 on box
              14 files differ from main: 14 changed
                changed  src/00.ts
                changed  src/01.ts
                changed  src/02.ts
                changed  src/03.ts
                changed  src/04.ts
                changed  src/05.ts
                changed  src/06.ts
                changed  src/07.ts
                changed  src/08.ts
                changed  src/09.ts
                and 4 more
              variables that were set since:
                added    API_URL
                removed  MODE
              Bring it live: freehold deploy --app shop
            """);
    assertThat(cli.run("drift", "--app", "shop", "--json")).isZero();
    assertThat(cli.document().path("behind").asInt()).isEqualTo(2);
  }

  @Test
  void whatStagingHasIsPromoted() {
    assertThat(
            told(
                drift(
                    "shop",
                    2,
                    nothingElse(),
                    place("production", "old", changed(1, 1), "", ""),
                    place("staging", "abc", SAME, "{\"name\":\"A\",\"change\":\"changed\"}", ""))))
        .isEqualTo(
            """
            shop: production is 1 change behind main; 1 variable of staging waits for a deployment.

            production, v5 on box
              1 file differs from main: 1 changed
                changed  src/00.ts
              Bring it live: freehold promote --from staging --to production --app shop

            staging, v5 on box
              variables that were set since:
                changed  A
              Bring it live: freehold deploy --app shop --env staging
            """);
  }

  @Test
  void theBuilderAndTheRemoteComeFirst() {
    assertThat(
            told(
                drift(
                    "shop",
                    3,
                    "\"builder\":{\"head\":\"b\",\"exportedAt\":null,\"unmerged\":"
                        + changed(2, 1)
                        + "},\"source\":null,\"remote\":{\"url\":\"https://example.org/s.git\","
                        + "\"ahead\":0,\"behind\":2,\"lookedAt\":null,\"trouble\":{\"code\":"
                        + "\"git.behind\",\"message\":\"It has 2 commits on main that this machine"
                        + " lacks.\",\"remedy\":\"Take them: freehold git pull --app shop\"}}",
                    place("production", "old", changed(1_000, 1), "", ""))))
        .isEqualTo(
            """
            shop: 2 exports are not merged into main; main is 2 commits behind its git remote; \
            production is 1,000 or more changes behind main.

            builder
              1 file would change: 1 changed
                changed  src/00.ts
              Where both changed the same: freehold git conflicts --app shop

            git remote https://example.org/s.git
              It has 2 commits on main that this machine lacks.
              Take them: freehold git pull --app shop

            production, v5 on box
              1 file differs from main: 1 changed
                changed  src/00.ts
              Bring it live: freehold deploy --app shop
            """);
  }

  @Test
  void whatWasNotPushedOrNotTakenIsSaid() {
    assertThat(
            told(
                drift(
                    "shop",
                    2,
                    "\"builder\":{},\"source\":{\"url\":\"https://example.org/a.git\",\"behind\":"
                        + changed(1, 2)
                        + ",\"trouble\":null},\"remote\":{\"url\":\"https://example.org/s.git\","
                        + "\"ahead\":1,\"behind\":0,\"trouble\":null}",
                    place("production", "abc", SAME, "", ""))))
        .isEqualTo(
            """
            shop: main is 1 change behind its source; its git remote is 1 commit behind main.

            source https://example.org/a.git
              2 files would change: 2 changed
                changed  src/00.ts
                changed  src/01.ts
              Take them: freehold deploy --app shop

            git remote https://example.org/s.git
              It lacks 1 commit of main.
              Push: freehold git push --app shop
            """);
  }

  @Test
  void whatOthersChangedComesWithWhatToDo() {
    assertThat(
            told(
                drift(
                    "shop",
                    2,
                    nothingElse(),
                    place(
                        "production",
                        "old",
                        changed(0, 2),
                        "",
                        "{\"what\":\"live\",\"message\":\"Another machine made something else live"
                            + " in production.\",\"remedy\":\"Take over what it did: freehold"
                            + " target adopt box\"}"))))
        .isEqualTo(
            """
            shop: production is 2 files apart from main; production is not as Freehold left it.

            production, v5 on box
              2 files differ from main: 2 changed
                changed  src/00.ts
                changed  src/01.ts
              Bring it live: freehold deploy --app shop
              Another machine made something else live in production.
              Take over what it did: freehold target adopt box
            """);
  }

  @Test
  void whatIsInStepTakesOneLine() {
    assertThat(told(drift("shop", 0, nothingElse(), place("production", "abc", SAME, "", ""))))
        .isEqualTo("shop: everything is in step.\n");
    assertThat(told(drift("shop", 0, nothingElse()))).isEqualTo("shop: nothing is live yet.\n");
    assertThat(told(drift("shop", 0, nothingElse(), place("production", "gone", "null", "", ""))))
        .isEqualTo(
            """
            shop: everything is in step.

            production, v5 on box
              Its commit is not in this machine's repository, so its files are not compared.
            """);
  }

  @Test
  void withoutAnAppAllAreShown() throws Exception {
    daemon
        .on(
            "GET /v1/apps",
            Answer.json(
                "{\"apps\":[{\"slug\":\"a\"},{\"slug\":\"b\"},{\"slug\":\"c\"}],\"next\":null}"))
        .on(
            "GET /v1/apps/a/drift",
            Answer.json(drift("a", 0, nothingElse(), place("production", "abc", SAME, "", ""))))
        .on("GET /v1/apps/b/drift", Answer.json(drift("b", 0, nothingElse())))
        .on(
            "GET /v1/apps/c/drift",
            Answer.json(
                drift("c", 1, nothingElse(), place("production", "old", changed(1, 1), "", ""))));
    assertThat(cli.run("drift")).isZero();
    assertThat(cli.out())
        .startsWith(
            """
            a: everything is in step.
            b: nothing is live yet.

            c: production is 1 change behind main.
            """);
    assertThat(cli.run("drift", "--json")).isZero();
    assertThat(cli.document().path("apps")).hasSize(3);
    daemon.on("GET /v1/apps", Answer.json("{\"apps\":[],\"next\":null}"));
    assertThat(cli.run("drift")).isZero();
    assertThat(cli.out()).isEqualTo("No apps yet. Deploy one: freehold deploy PATH\n");
  }

  @Test
  void statusNotesWhatWaitsInEachEnvironment() {
    daemon.on(
        "GET /v1/apps",
        Answer.json(
            """
            {"apps":[{"slug":"shop","environments":[
              {"name":"production","target":"local","release":"v2","url":null,
               "drift":{"commits":2,"files":3,"variables":1}},
              {"name":"staging","target":"local","release":"v3","url":null,
               "drift":{"commits":0,"files":0,"variables":0}}]}],
             "next":null}
            """));
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out())
        .startsWith(
            """
            shop  production  local  v2    2 changes behind main; 1 variable waits for a deployment
            shop  staging     local  v3
            """);
  }
}
