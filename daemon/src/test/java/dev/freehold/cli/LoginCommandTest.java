package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginCommandTest {
  private static final String LOGIN = "/v1/git/login";
  private static final String ATTEMPTS = LOGIN + "/attempts";
  private static final String ONE = ATTEMPTS + "/7f";
  private static final String WAITING =
      """
      {"id":"7f","state":"waiting","server":"github.com","userCode":"WDJB-MJHT",
       "page":"https://github.com/login/device","expiresAt":"2026-11-22T12:14:59.000Z",
       "account":null,"error":null}
      """;
  private static final String CONFIRMED =
      WAITING.replace("waiting", "confirmed").replace("\"account\":null", "\"account\":\"ada\"");
  private static final String OURS =
      """
      {"server":"github.com","offered":true,"account":"ada","scopes":["repo"],
       "since":"2026-11-22T12:01:00.000Z","used":"freehold git login, as ada",
       "grants":"https://github.com/settings/applications"}
      """;
  private static final String GHS =
      OURS.replace("freehold git login, as ada", "gh, logged in to github.com");
  private static final String NOBODYS =
      OURS.replace("\"ada\"", "null").replace("\"freehold git login, as ada\"", "null");

  private @TempDir Path temp;
  private CliTesting cli;
  private FakeDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
    daemon = cli.daemon();
    daemon.on("POST " + ATTEMPTS, Answer.json(WAITING)).on("GET " + LOGIN, Answer.json(OURS));
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  private static String failed(String family, String code) {
    return WAITING
        .replace("waiting", "failed")
        .replace(
            "\"error\":null",
            "\"error\":{\"family\":\""
                + family
                + "\",\"code\":\""
                + code
                + "\",\"message\":\"It did not work.\",\"remedy\":\"Try again.\"}");
  }

  private String begun() {
    return daemon.lastAsked("POST", ATTEMPTS).body();
  }

  @Test
  void theCodeIsShownAndWhoTypedItIsLoggedIn() {
    daemon.on("GET " + ONE, Answer.json(WAITING), Answer.json(CONFIRMED));
    assertThat(cli.run("git", "login", "--client-id", "Iv1.0123456789abcdef")).isZero();
    assertThat(cli.err())
        .isEqualTo(
            "Open https://github.com/login/device and type the code WDJB-MJHT. It is good for 14"
                + " minutes.\n");
    assertThat(cli.out()).isEqualTo("Logged in at github.com as ada.\n");
    assertThat(begun()).isEqualTo("{\"workflows\":false,\"clientId\":\"Iv1.0123456789abcdef\"}");
  }

  @Test
  void withJsonTheCodeIsNoPartOfTheDocument() throws Exception {
    daemon.on("GET " + ONE, Answer.json(CONFIRMED));
    assertThat(cli.run("git", "login", "--json", "--workflows")).isZero();
    assertThat(cli.document().path("account").asText()).isEqualTo("ada");
    assertThat(cli.err()).contains("WDJB-MJHT");
    assertThat(begun()).isEqualTo("{\"workflows\":true}");
  }

  @Test
  void theClientIdOfTheTerminalIsTakenUnlessOneIsNamed() {
    daemon.on("GET " + ONE, Answer.json(CONFIRMED));
    cli.in(Map.of("FREEHOLD_GITHUB_CLIENT_ID", "Iv1.ofTheTerminal"));
    assertThat(cli.run("git", "login")).isZero();
    assertThat(begun()).contains("\"Iv1.ofTheTerminal\"");
    assertThat(cli.run("git", "login", "--client-id", "Iv1.named")).isZero();
    assertThat(begun()).contains("\"Iv1.named\"");
  }

  @Test
  void aLoginThatComesFirstIsSaid() {
    daemon.on("GET " + ONE, Answer.json(CONFIRMED)).on("GET " + LOGIN, Answer.json(GHS));
    assertThat(cli.run("git", "login")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Logged in at github.com as ada.
            Another login comes first there: gh, logged in to github.com.
            """);
  }

  @Test
  void oneThatCameToNothingIsAnErrorOfWhoMustAct() throws Exception {
    daemon.on("GET " + ONE, Answer.json(failed("user", "github.login-denied")));
    assertThat(cli.run("git", "login")).isEqualTo(2);
    assertThat(cli.err()).contains("It did not work.", "Try again.");
    daemon.on("GET " + ONE, Answer.json(failed("provider", "github.unreachable")));
    assertThat(cli.run("git", "login", "--json")).isEqualTo(3);
    assertThat(cli.document().at("/error/code").asText()).isEqualTo("github.unreachable");
    daemon.on("POST " + ATTEMPTS, Answer.problem(422, "github.no-client-id"));
    assertThat(cli.run("git", "login")).isEqualTo(2);
    assertThat(cli.err()).contains("github.no-client-id");
  }

  @Test
  void loggingOutSaysWhatIsLeft() throws Exception {
    daemon.on("DELETE " + LOGIN, Answer.json(NOBODYS));
    assertThat(cli.run("git", "logout")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            "Freehold has no login of its own at github.com any more. What was allowed there is"
                + " taken back there: https://github.com/settings/applications\n");
    assertThat(cli.run("git", "logout", "--json")).isZero();
    assertThat(cli.document().path("account").isNull()).isTrue();

    daemon.on("DELETE " + LOGIN, Answer.json(GHS.replace("\"ada\"", "null")));
    assertThat(cli.run("git", "logout")).isZero();
    assertThat(cli.out()).endsWith("\nThis one is still used: gh, logged in to github.com.\n");
  }
}
