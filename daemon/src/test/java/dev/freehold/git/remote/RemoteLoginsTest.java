package dev.freehold.git.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.credential.Secret;
import dev.freehold.git.MapTree;
import dev.freehold.git.SendingAway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With git's own credential store; {@code gh} is a script that insists on how it is asked. */
class RemoteLoginsTest extends RemoteTestBase {
  private static final String WRONG = "wr0ng-t0ken";

  @BeforeEach
  void anExport() {
    importExport(MapTree.of("index.html", "one"));
  }

  private Login login() {
    return remote().push(branches("main")).login();
  }

  private FreeholdException refused(AppRemote remote) {
    return catchThrowableOfType(FreeholdException.class, () -> remote.push(branches("main")));
  }

  private void ghAnswers(String token) throws Exception {
    program(
        "gh",
        """
        [ "$*" = "auth token --hostname 127.0.0.1" ] || { echo "unknown: $*" >&2; exit 2; }
        [ -z "$GH_TOKEN$GITHUB_TOKEN" ] || exit 3
        echo %s\
        """
            .formatted(token));
  }

  @Test
  void aLoginThatGitHasIsUsedAndStaysThere() throws Exception {
    assertThat(login().where()).isEqualTo("git's credential helper, as ada");
    assertThat(passwords()).content().contains("ada:" + PASSWORD);
    assertThat(head(hub, "main")).isEqualTo(repository.head("main").orElseThrow());
  }

  @Test
  void aLoginThatTheServerRefusesIsForgottenByTheHelper() throws Exception {
    knows("ada", WRONG);
    FreeholdException e = refused(remote());
    assertThat(e.code()).isEqualTo("git.auth-required");
    assertThat(e.remedy()).contains("git's credential helper, as ada");
    assertThat(passwords()).content().doesNotContain(WRONG);
    assertHidden(e, WRONG);
  }

  @Test
  void whoHasNoLoginAtAllIsToldHowToGetOneAndNobodyIsAsked() throws Exception {
    Files.delete(passwords());
    FreeholdException e = refused(remote());
    assertThat(e.code()).isEqualTo("git.auth-required");
    assertThat(e.remedy()).contains("gh auth login").contains("no login");
  }

  @Test
  void aTokenOfTheEnvironmentComesFirstAndOneThatDoesNotDoIsNotTheLast() throws Exception {
    ghAnswers(WRONG);
    var environment = new TreeMap<>(environment());
    environment.put("GITHUB_TOKEN", WRONG);
    var url = RemoteUrl.parse(server.url("/private/shop.git"));
    var result = new AppRemote(repository, "origin", url, line(environment)).push(branches("main"));
    assertThat(result.login()).isInstanceOf(Login.FromHelper.class);
    assertThat(result.outcomes()).hasOnlyElementsOfType(PushOutcome.Pushed.class);
    assertThat(passwords()).content().contains(PASSWORD);
  }

  @Test
  void everyWayThatWasTriedIsNamedAndNoSecret() throws Exception {
    ghAnswers(WRONG);
    knows("eve", WRONG);
    var environment = new TreeMap<>(environment());
    environment.put("GH_TOKEN", WRONG);
    FreeholdException e = refused(remote(server.url("/private/shop.git"), environment));
    assertThat(e.remedy())
        .contains(
            "the variable GH_TOKEN; gh, logged in to 127.0.0.1; git's credential helper, as eve");
    assertHidden(e, WRONG);
    assertThat(new Login.FromGh("h", "u", Secret.of(WRONG)).toString()).doesNotContain(WRONG);
  }

  @Test
  void aTokenForGitHubIsNotShownToAnotherHost() throws Exception {
    Files.delete(passwords());
    var environment = new TreeMap<>(environment());
    environment.put("GH_TOKEN", WRONG);
    String elsewhere = server.url("/private/shop.git").replace("127.0.0.1", "localhost");
    assertThat(refused(remote(elsewhere, environment)).remedy()).doesNotContain("GH_TOKEN");
  }

  @Test
  void noSecretIsInAnArgumentOrTheEnvironmentOfAProgram() throws Exception {
    Path log = folder.resolve("arguments");
    Path real = Path.of("/usr/bin/git");
    program("git", "{ echo \"$*\"; env; } >>" + log + "; exec " + real + " \"$@\"");
    login();
    knows("ada", WRONG);
    refused(remote());
    assertThat(log)
        .content()
        .contains("credential fill")
        .contains("credential approve")
        .contains("credential reject")
        .contains("GIT_TERMINAL_PROMPT=0")
        .doesNotContain(PASSWORD)
        .doesNotContain(WRONG);
  }

  @Test
  void aRepositoryThatIsNotThereIsNotFoundWhateverTheLogin() {
    FreeholdException e = refused(remote(server.url("/private/none.git")));
    assertThat(e.code()).isEqualTo("git.not-found");
    assertHidden(e, PASSWORD);
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    assertThat(refused(remote("http://127.0.0.1:1/shop.git")).code()).isEqualTo("git.unreachable");
    assertThat(refused(remote(folder.resolve("none").toString())).code())
        .isEqualTo("git.not-found");
  }

  @Test
  void aServerThatSendsUsElsewhereDoesNotGetTheLoginShownThere() throws Exception {
    try (var sending = new SendingAway()) {
      Files.writeString(passwords(), "http://ada:" + PASSWORD + "@" + sending.authority() + "\n");
      for (String path : new String[] {"/asks/shop.git", "/sends/shop.git"}) {
        assertThat(refused(remote("http://" + sending.authority() + path)).code())
            .isEqualTo("git.auth-required");
      }
      assertThat(sending.shown()).isNotEmpty().containsOnly("null");
    }
    assertThat(passwords()).content().as("nobody refused it").contains(PASSWORD);
  }

  @Test
  void theLoginOfOursComesLastAndOnlyWhereItIsFrom() throws Exception {
    kept = new Ours(server.authority(), PASSWORD);
    assertThat(login().where()).isEqualTo("git's credential helper, as ada");
    knows("ada", WRONG);
    importExport(MapTree.of("index.html", "two"));
    assertThat(login().where()).isEqualTo("freehold git login, as grace");
    kept = new Ours("github.com", PASSWORD);
    importExport(MapTree.of("index.html", "three"));
    assertThat(refused(remote()).code()).isEqualTo("git.auth-required");
  }

  @Test
  void oneOfOursThatIsRefusedIsNamedAndStays() throws Exception {
    Files.delete(passwords());
    kept = new Ours(server.authority(), WRONG);
    FreeholdException e = refused(remote());
    assertThat(e.code()).isEqualTo("git.auth-required");
    assertThat(e.remedy())
        .contains("'freehold git login' or 'gh auth login'", "tried: freehold git login, as grace");
    assertHidden(e, WRONG);
    assertThat(kept.find(server.authority())).isPresent();
  }

  /** The server lets in ada alone, by her password. */
  private record Ours(String server, String password) implements KeptLogins {
    @Override
    public Optional<Login.FromFreehold> find(String server) {
      return Optional.of(new Login.FromFreehold("grace", "ada", Secret.of(password)))
          .filter(_ -> server.equals(this.server));
    }

    @Override
    public boolean offers(String server) {
      return server.equals(this.server);
    }
  }
}
