package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitCommandTest {
  private static final String PATH = "/v1/apps/shop/git";
  private static final String LOOK =
      """
      {"app":"shop","url":"https://github.com/ada/shop.git","github":"ada/shop",
       "login":"gh, logged in to github.com","made":true,"isPrivate":true,
       "branches":[{"name":"main","commit":"4f0c1de2a9aaaaaa","state":"new"},
                   {"name":"builder","commit":"4f0c1de2a9aaaaaa","state":"foreign"}],
       "tags":["v1"],"tagCount":1,
       "obstacles":[{"sentence":"GitHub refuses pushes to main.","remedy":"Push to another.",
                     "certain":false}],"hash":"h"}
      """;
  private static final String WELL =
      """
      {"app":"shop","url":"https://github.com/ada/shop.git","github":"ada/shop",
       "page":"https://github.com/ada/shop","connectedAt":"2026-11-22T10:00:00.000Z",
       "branches":[{"name":"main","ours":"a","theirs":"b","state":"behind","ahead":0,"behind":2,
         "trouble":{"code":"git.behind","message":"It has more.","remedy":"Take them."}}],
       "lastSync":{"at":"2026-11-22T11:00:00.000Z","refs":[
         {"ref":"main","state":"proposed","trouble":null},
         {"ref":"v1","state":"pushed","trouble":null}],"more":3,"login":"gh, logged in to github.com",
        "proposal":{"branch":"freehold/main-2026-11-22",
                    "page":"https://github.com/ada/shop/pull/1"},"error":null}}
      """;
  private static final String BADLY =
      WELL.replace(
          "\"error\":null",
          "\"error\":{\"code\":\"git.behind\",\"message\":\"It has more.\","
              + "\"remedy\":\"Take them.\"}");

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
  void connectingShowsWhatWouldBeDoneAndDoesIt() {
    daemon.on("POST " + PATH + "/looks", Answer.json(LOOK)).on("PUT " + PATH, Answer.json(WELL));
    assertThat(cli.run("git", "connect", "--github", "ada/shop", "--app", "shop", "--yes"))
        .isZero();
    assertThat(cli.err())
        .isEqualTo(
            """
            shop -> https://github.com/ada/shop.git

              login       gh, logged in to github.com
              repository  is not there, and is made: private
              push        main (4f0c1de2a9)
              push        builder (not now: it has commits there that this machine lacks)
              push        the tag v1 of a release

            GitHub refuses pushes to main.
            Push to another.

            """);
    assertThat(cli.out())
        .isEqualTo(
            """
              main  pushed as a pull request
              v1    pushed
              and 3 more
            main takes pull requests only. freehold/main-2026-11-22 was pushed; merge it: https://github.com/ada/shop/pull/1

            shop is at https://github.com/ada/shop, and is pushed after each deployment. What others push there: freehold git pull --app shop
            """);
    assertThat(daemon.lastAsked("PUT", PATH).body())
        .isEqualTo("{\"github\":\"ada/shop\",\"hash\":\"h\"}");
  }

  @Test
  void nothingIsConnectedThatNobodyApproved() throws Exception {
    daemon.on("POST " + PATH + "/looks", Answer.json(LOOK));
    assertThat(cli.run("git", "connect", "--remote", "https://g/x", "--app", "shop", "--json"))
        .isEqualTo(2);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("plan.not-approved");
    assertThat(cli.run("git", "connect", "--app", "shop")).isEqualTo(1);
  }

  @Test
  void statusSaysWhatIsToBeDoneOnce() {
    daemon.on("GET " + PATH, Answer.json(BADLY));
    assertThat(cli.run("git", "status", "--app", "shop")).isZero();
    assertThat(cli.out())
        .startsWith("shop -> https://github.com/ada/shop.git\n\n  main  2 to pull\n")
        .contains("\nNewest push, 1 hour ago (login: gh, logged in to github.com):\n")
        .endsWith("\nIt has more.\nTake them.\n")
        .containsOnlyOnce("Take them.");
  }

  @Test
  void aPushThatDidNotDoAllEndsWithTwo() throws Exception {
    daemon.on("POST " + PATH + "/sync", Answer.json(BADLY));
    assertThat(cli.run("git", "push", "--app", "shop")).isEqualTo(2);
    assertThat(cli.out()).endsWith("\nIt has more.\nTake them.\n");
    assertThat(cli.run("git", "push", "--app", "shop", "--json")).isEqualTo(2);
    assertThat(cli.document().path("lastSync").path("more").asInt()).isEqualTo(3);
  }

  @Test
  void aPullSaysWhatIsNew() {
    daemon.on(
        "POST " + PATH + "/pull",
        Answer.json(
            "{\"app\":\"shop\",\"moved\":true,\"from\":\"a\",\"to\":\"bcdefghijklm\","
                + "\"commits\":2}"));
    assertThat(cli.run("git", "pull", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            "main went forward by 2 commits to bcdefghijk. Deploy it: freehold deploy --app"
                + " shop\n");
  }

  @Test
  void aRewrittenBranchIsFollowedAfterAQuestion() {
    daemon
        .on(
            "POST " + PATH + "/pull",
            Answer.problem(422, "git.rewritten"),
            Answer.json("{\"app\":\"shop\",\"moved\":false,\"from\":null,\"to\":null}"))
        .on(
            "GET " + PATH,
            Answer.json(WELL.replace("\"behind\",\"ahead\"", "\"rewritten\",\"ahead\"")));
    assertThat(cli.run("git", "pull", "--follow", "--app", "shop", "--yes")).as(cli.err()).isZero();
    assertThat(cli.err()).contains("It has more.");
    assertThat(daemon.lastAsked("POST", PATH + "/pull").body())
        .isEqualTo("{\"follow\":{\"main\":\"b\"}}");
    assertThat(cli.out()).isEqualTo("There is nothing new on main there.\n");
  }

  @Test
  void aDisconnectedAppSaysHowToConnectIt() {
    String none = "{\"app\":\"shop\",\"url\":null,\"branches\":[],\"lastSync\":null}";
    daemon.on("DELETE " + PATH, Answer.json(none)).on("GET " + PATH, Answer.json(none));
    assertThat(cli.run("git", "disconnect", "--app", "shop")).isZero();
    assertThat(cli.out()).contains("What is there stays there.");
    assertThat(cli.run("git", "status", "--app", "shop")).isZero();
    assertThat(cli.out()).contains("freehold git connect --github OWNER/REPO --app shop");
  }
}
