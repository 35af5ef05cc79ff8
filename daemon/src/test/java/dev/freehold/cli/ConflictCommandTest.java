package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictCommandTest {
  private static final String PATH = "/v1/apps/shop/conflicts";
  private static final String FIRST =
      """
      {"app":"shop","pending":true,"main":"aaaa","builder":"bbbb","exports":1,"total":3,"files":[
        {"path":"README.md","kind":"builder-removed","binary":false,"places":1,
         "choices":["builder","main"]},
        {"path":"my logo.png","kind":"both-added","binary":true,"places":1,
         "choices":["builder","main"]}],"next":"my logo.png"}
      """;
  private static final String SECOND =
      """
      {"app":"shop","pending":true,"main":"aaaa","builder":"bbbb","exports":1,"total":3,"files":[
        {"path":"src/App.tsx","kind":"both-changed","binary":false,"places":2,
         "choices":["builder","main"]}],"next":null}
      """;
  private static final String TIED =
      """
      {"app":"shop","pending":true,"main":"aaaa","builder":"bbbb","exports":1,"total":1,"files":[
        {"path":"conf","kind":"file-and-folder","binary":false,"places":1,"choices":[]}],
       "next":null}
      """;
  private static final String SETTLED =
      "{\"main\":\"4f0c1de2a9aaaaaa\",\"builder\":\"bbbb\",\"settled\":3}";

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

  private void conflicts() {
    daemon
        .on("GET " + PATH, Answer.json(FIRST))
        .on("GET " + PATH + "?after=my%20logo.png", Answer.json(SECOND))
        .on("POST " + PATH + "/solution", Answer.json(SETTLED));
  }

  @Test
  void theFilesAreListedWithWhatCanBeDone() throws Exception {
    conflicts();
    assertThat(cli.run("git", "conflicts", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            shop: the builder's export and main changed the same places in 3 files. main stays as it was.

              README.md    removed in the builder, changed on main  the whole file
              my logo.png  added on both sides                      the whole file, not text
              src/App.tsx  changed on both sides                    2 places

            See both sides:    freehold git conflicts --app shop --show README.md
            Take one for all:  freehold git settle --app shop --all builder
            Or for each:       freehold git settle --app shop --builder README.md --all main
            """);
    assertThat(cli.run("git", "conflicts", "--app", "shop", "--json")).isZero();
    assertThat(cli.document().path("files")).hasSize(3);
    assertThat(cli.document().has("next")).isFalse();
  }

  @Test
  void whatOnlyACheckoutCanSettleIsSaid() {
    daemon.on("GET " + PATH, Answer.json(TIED));
    assertThat(cli.run("git", "conflicts", "--app", "shop")).isZero();
    assertThat(cli.out())
        .contains("conf  a file on one side, a folder on the other\n")
        .contains("freehold app checkout FOLDER --app shop\n")
        .doesNotContain("git settle");
  }

  @Test
  void withoutAConflictItSaysWhatIsNext() {
    String none = "\"main\":null,\"builder\":null,\"exports\":0,\"total\":0,\"files\":[],";
    daemon.on(
        "GET " + PATH,
        Answer.json("{\"app\":\"shop\",\"pending\":false," + none + "\"next\":null}"));
    assertThat(cli.run("git", "conflicts", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo("There is no conflict: main of shop has all of the builder's exports.\n");
    daemon.on(
        "GET " + PATH,
        Answer.json("{\"app\":\"shop\",\"pending\":true," + none + "\"next\":null}"));
    assertThat(cli.run("git", "conflicts", "--app", "shop")).isZero();
    assertThat(cli.out()).contains("when you deploy it again");
  }

  @Test
  void bothSidesOfAFileAreShownAndSteerNoTerminal() {
    daemon.on(
        "GET " + PATH + "/file?path=src%2FApp.tsx",
        Answer.json(
            """
            {"path":"src/App.tsx","kind":"both-changed","binary":false,"main":"a","builder":"b",
             "places":[{"line":12,"before":["one"],"main":["mine\\r"],
                        "builder":["\\u001b[2Jtheirs","\\tmore\\u202e\\t"],"base":["was"],"after":["end"]}],
             "sizes":{"main":1,"builder":2,"base":3},"truncated":true}
            """));
    assertThat(cli.run("git", "conflicts", "--show", "src/App.tsx", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            src/App.tsx: changed on both sides

            line 12
            one
            <<<<<<< main (yours)
            mine␍
            ||||||| what both came from
            was
            =======
            \\u001b[2Jtheirs
            \tmore\\u202e\t
            >>>>>>> builder's export
            end

            There is more, too long to be shown here. In a checkout: git merge origin/builder
            """);
  }

  @Test
  void aFileThatIsNoTextIsShownByItsSize() {
    daemon.on(
        "GET " + PATH + "/file?path=logo.png",
        Answer.json(
            """
            {"path":"logo.png","kind":"main-removed","binary":true,"main":"a","builder":"b",
             "places":[],"sizes":{"main":null,"builder":2,"base":3},"truncated":false}
            """));
    assertThat(cli.run("git", "conflicts", "--show", "logo.png", "--app", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            logo.png: removed on main, changed in the builder
              main (yours)      has no file there
              builder's export  2 bytes
            """);
  }

  @Test
  void settlingSendsASideForEachFile() {
    conflicts();
    assertThat(
            cli.run(
                "git",
                "settle",
                "--own",
                "README.md",
                "--all",
                "builder",
                "--main",
                "src/App.tsx",
                "--app",
                "shop"))
        .isZero();
    assertThat(daemon.lastAsked("POST", PATH + "/solution").body())
        .isEqualTo(
            "{\"main\":\"aaaa\",\"builder\":\"bbbb\",\"take\":{\"src/App.tsx\":\"main\","
                + "\"README.md\":\"main\",\"my logo.png\":\"builder\"},\"own\":[\"README.md\"]}");
    assertThat(cli.out())
        .isEqualTo(
            """
            Settled 3 files; main of shop is at 4f0c1de2a9.
            No export changes any more: README.md
            Deploy again with: freehold deploy --app shop
            """);
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() {
    assertThat(cli.run("git", "settle", "--app", "shop")).isEqualTo(1);
    assertThat(cli.err()).contains("which side to take").contains("git conflicts --app shop");
    assertThat(cli.run("git", "settle", "--all", "mine", "--app", "shop")).isEqualTo(1);
    assertThat(cli.err()).contains("--all takes builder or main, not 'mine'");
    assertThat(cli.run("git", "settle", "--main", "a", "--builder", "a", "--app", "shop"))
        .isEqualTo(1);
    assertThat(cli.err()).contains("Both sides are to be taken of a.");
    assertThat(cli.run("git", "settle", "--builder", "a", "--own", "a", "--app", "shop"))
        .isEqualTo(1);
  }
}
