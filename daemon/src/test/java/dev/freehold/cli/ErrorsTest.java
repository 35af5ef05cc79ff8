package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
  private @TempDir Path temp;
  private CliTesting cli;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
  }

  @ParameterizedTest
  @CsvSource({
    "400,api.field-invalid,2",
    "404,app.unknown,2",
    "409,environment.busy,2",
    "422,intake.path-traversal,2",
    "502,target.refused,3",
    "503,machine.io,5",
    "500,internal.bug,70"
  })
  void whoMustActDecidesTheExitCode(int status, String code, int exit) throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on("GET /v1/apps", Answer.problem(status, code));

      assertThat(cli.run("status", "--json")).isEqualTo(exit);
      assertThat(cli.document().toString())
          .isEqualTo(
              ("{\"error\":{\"code\":\"%s\",\"message\":\"What happened with %s.\","
                      + "\"remedy\":\"What to do about %s.\"}}")
                  .formatted(code, code, code));
      assertThat(cli.err()).isEmpty();

      assertThat(cli.run("status")).isEqualTo(exit);
      assertThat(cli.out()).isEmpty();
      assertThat(cli.err())
          .isEqualTo(
              """
              Error: What happened with %s.
              Code:  %s
              Do:    What to do about %s.
              """
                  .formatted(code, code, code));
    }
  }

  @Test
  void anAnswerThatIsNoneIsABug() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on("GET /v1/apps", new Answer(500, "text/html", "<h1>oops</h1>"));
      assertThat(cli.run("status", "--json")).isEqualTo(70);
      assertThat(cli.document().path("error").path("code").asText()).isEqualTo("internal.bug");
      daemon.on("GET /v1/apps", Answer.json("not json"));
      assertThat(cli.run("status", "--json")).isEqualTo(70);
    }
  }

  @Test
  void aConnectionThatDropsAgainAndAgainIsThisMachine() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on("GET /v1/apps", Answer.drop());
      assertThat(cli.run("status", "--json")).isEqualTo(5);
      assertThat(cli.document().path("error").path("code").asText())
          .isEqualTo("daemon.connection-lost");
    }
  }

  @Test
  void aConnectionThatDropsOnceIsNothing() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on("GET /v1/apps", Answer.drop(), Answer.json("{\"apps\":[],\"next\":null}"));
      assertThat(cli.run("status", "--json")).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deploy --nonsense --json",
    "promote --json",
    "nonsense --json",
    "var --json",
    "--json"
  })
  void wrongUseIsAnErrorLikeAnyOther(String words) throws Exception {
    assertThat(cli.run(words.split(" "))).isEqualTo(1);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("cli.usage");
    assertThat(cli.document().path("error").path("remedy").asText()).contains("--help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nosuch|There is no command 'freehold nosuch'.|freehold --help.",
        "hisotry|There is no command 'freehold hisotry'.|Did you mean history?",
        "daemon strat|There is no command 'freehold daemon strat'.|Did you mean start",
        "status --jsn|'freehold status' has no option --jsn.|Did you mean --json?",
        "status now|'freehold status' does not know what to do with 'now'.|freehold status --help",
        "plan --watch 5|'freehold plan' has no option --watch.|freehold plan --help"
      })
  void aMistypedWordIsAnsweredInPlainEnglish(String words, String message, String remedy) {
    assertThat(cli.run(words.split(" "))).isEqualTo(1);
    assertThat(cli.err()).contains("Error: " + message).contains(remedy);
  }

  @Test
  void whatAnOptionIsGoodForIsNotShownWhereItIsNot() {
    assertThat(cli.run("plan", "--help")).isZero();
    assertThat(cli.out()).doesNotContain("--watch").contains("--message");
    assertThat(cli.run("daemon", "run", "--help")).isZero();
    assertThat(cli.out()).contains("no JSON document");
  }

  @Test
  void aBugShowsItsTraceOnlyWhenAsked() throws Exception {
    try (FakeDaemon daemon = cli.daemon()) {
      daemon.on(
          "GET /v1/apps/a/deployments", Answer.json("{\"deployments\":[{\"startedAt\":\"x\"}]}"));
      assertThat(cli.run("history", "--app", "a")).isEqualTo(70);
      assertThat(cli.err()).contains("Code:  internal.bug").doesNotContain("\tat ");
      cli.in(Map.of("PATH", System.getenv("PATH"), "FREEHOLD_DEBUG", "1"));
      assertThat(cli.run("history", "--app", "a")).isEqualTo(70);
      assertThat(cli.err()).contains("\tat dev.freehold.cli");
    }
  }

  @Test
  void aDaemonThatCannotBeStartedIsThisMachine() throws Exception {
    assertThat(cli.run("status", "--json")).isEqualTo(5);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo("process.not-found");
  }
}
