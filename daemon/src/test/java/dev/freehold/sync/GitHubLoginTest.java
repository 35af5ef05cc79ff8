package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Ids;
import dev.freehold.base.Json;
import dev.freehold.credential.Vault;
import dev.freehold.file.Home;
import dev.freehold.git.github.LoginScene;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.LoginStore;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.process.ProcessRunner;
import dev.freehold.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class GitHubLoginTest {
  private static final Optional<String> CLIENT = Optional.of(LoginScene.CLIENT);

  private @TempDir Path temp;
  private final LoginScene scene = new LoginScene();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.freehold");
  private Home home;
  private Database database;
  private LoginStore store;
  private GitHubLogin login;

  @BeforeEach
  void start() {
    home = new Home(temp.resolve("home"));
    Home.privateFolder(home.root());
    database = Database.open(home.database(), home.backups());
    store = store(Optional.empty(), 1);
    login = login(scene.timing());
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    login.close();
    logger.setLevel(null);
    logger.detachAppender(log);
    database.close();
    scene.close();
  }

  private LoginStore store(Optional<String> given, int key) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) key;
    var vault = new Vault(new SecretKeySpec(bytes, "AES"));
    return new LoginStore(database, vault, scene.clock(), scene.name(), given);
  }

  private GitHubLogin login(Timing timing) {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "HOME", temp.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    var logins =
        new RemoteLogins(new ProcessRunner(environment), environment, temp, "127.0.0.1", store);
    return new GitHubLogin(new Hub(scene.server(), logins, timing), store, Ids.unguessable());
  }

  private LoginAttempt ended(LoginAttempt begun) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> login.attempt(begun.id()), now -> now.state() != LoginAttempt.State.WAITING);
  }

  private static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private void endsWith(String code, LoginAttempt.Family family) {
    LoginAttempt ended = ended(login.begin(CLIENT, false));
    assertThat(ended.state()).isEqualTo(LoginAttempt.State.FAILED);
    assertThat(ended.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.family()).isEqualTo(family);
              assertThat(error.remedy()).isNotBlank();
            });
    assertThat(store.kept()).isEmpty();
    assertThat(login.view().account()).isEmpty();
  }

  @Test
  void whoTypesTheCodeIsLoggedIn() {
    scene.confirmAfter(Duration.ofSeconds(12), "ada");
    LoginAttempt begun = login.begin(CLIENT, false);
    assertThat(begun.userCode()).isEqualTo(LoginScene.CODE);
    assertThat(begun.page()).isEqualTo(scene.server().web().resolve("/login/device"));
    assertThat(begun.state()).isEqualTo(LoginAttempt.State.WAITING);
    LoginAttempt ended = ended(begun);
    assertThat(ended.error()).isEmpty();
    assertThat(ended.account()).contains("ada");
    LoginView view = login.view();
    assertThat(view.server()).isEqualTo(scene.name());
    assertThat(view.account()).contains("ada");
    assertThat(view.scopes()).containsExactly("repo");
    assertThat(view.used()).contains("freehold git login, as ada");
    assertThat(store.find(scene.name()).orElseThrow().secret().reveal())
        .isEqualTo(LoginScene.TOKEN);
  }

  @Test
  void theScopeForWorkflowsIsAskedForOnlyWhenSomebodySaysSo() {
    scene.confirmAfter(Duration.ofSeconds(1), "ada");
    ended(login.begin(CLIENT, true));
    assertThat(login.view().scopes()).containsExactly("repo", "workflow");
  }

  @Test
  void itSlowsDownWhenItIsToldAndALostAnswerIsNoEnd() {
    scene.slowDown(2);
    scene.loseAnswers(2);
    scene.confirmAfter(Duration.ofSeconds(90), "ada");
    assertThat(ended(login.begin(CLIENT, false)).account()).contains("ada");
    assertThat(scene.tooEarly()).isZero();
  }

  @Test
  void aCodeThatNobodyTypesExpires() {
    endsWith("github.login-expired", LoginAttempt.Family.USER);
  }

  @Test
  void aLoginThatIsDeniedIsSaid() {
    scene.denyAfter(Duration.ofSeconds(7));
    endsWith("github.login-denied", LoginAttempt.Family.USER);
  }

  @Test
  void aNetworkThatIsLostToTheEndIsSaid() {
    scene.goneAfter(Duration.ofSeconds(7));
    endsWith("github.unreachable", LoginAttempt.Family.PROVIDER);
  }

  @Test
  void withoutAClientIdNothingIsAsked() {
    refused("github.no-client-id", () -> login.begin(Optional.empty(), false));
    refused("github.client-id-invalid", () -> login.begin(Optional.of(LoginScene.TOKEN), false));
    assertThat(login.view().offered()).isFalse();
    assertThat(scene.requests()).isEmpty();
  }

  @Test
  void aClientIdIsRememberedOnceGitHubKnowsItAlsoBeyondALogout() {
    refused("github.login-unavailable", () -> login.begin(Optional.of("Iv1.other"), false));
    assertThat(store.clientId()).isEmpty();
    login.begin(CLIENT, false);
    assertThat(store.clientId()).isEqualTo(CLIENT);
    assertThat(login.logOut().offered()).isTrue();
    assertThat(login.begin(Optional.empty(), false).userCode()).isEqualTo("WDJB-MJH2");
  }

  @Test
  void theClientIdOfTheEnvironmentComesBeforeTheOneThatIsRemembered() {
    store.rememberClient("Iv1.other");
    assertThat(GitHubLogin.client(Map.of("FREEHOLD_GITHUB_CLIENT_ID", " "))).isEmpty();
    Optional<String> given =
        GitHubLogin.client(Map.of("FREEHOLD_GITHUB_CLIENT_ID", LoginScene.CLIENT));
    assertThat(store(given, 1).clientId()).isEqualTo(CLIENT);
    assertThat(store(given, 1).offers(scene.name())).isTrue();
    assertThat(store(given, 1).offers("github.com")).isFalse();
  }

  @Test
  void whatIsGivenUpLogsNobodyIn() {
    login = login(scene.still());
    scene.confirmAfter(Duration.ofSeconds(1), "ada");
    LoginAttempt begun = login.begin(CLIENT, false);
    LoginAttempt ended = login.giveUp(begun.id());
    assertThat(ended.error().orElseThrow().code()).isEqualTo("github.login-given-up");
    scene.tick();
    assertThat(login.attempt(begun.id())).isEqualTo(ended);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .during(Duration.ofMillis(300))
        .until(() -> store.kept().isEmpty() && scene.requests().size() == 1);
  }

  @Test
  void theNewestLoginIsTheOneThatWaits() {
    login = login(scene.still());
    LoginAttempt first = login.begin(CLIENT, false);
    LoginAttempt second = login.begin(CLIENT, false);
    refused("github.unknown-attempt", () -> login.attempt(first.id()));
    assertThat(login.attempt(second.id()).state()).isEqualTo(LoginAttempt.State.WAITING);
    login.logOut();
    refused("github.unknown-attempt", () -> login.giveUp(second.id()));
  }

  @Test
  void aLoginThatFailsLeavesTheOneBefore() {
    scene.confirmAfter(Duration.ofSeconds(1), "ada");
    ended(login.begin(CLIENT, false));
    assertThat(ended(login.begin(CLIENT, false)).error().orElseThrow().code())
        .isEqualTo("github.login-expired");
    assertThat(login.view().account()).contains("ada");
    assertThat(login.logOut().account()).isEmpty();
    assertThat(store.find(scene.name())).isEmpty();
  }

  @Test
  void aLoginThatAnotherKeySealedIsForgottenOrReplaced() {
    scene.confirmAfter(Duration.ofSeconds(1), "ada");
    ended(login.begin(CLIENT, false));
    store = store(Optional.empty(), 2);
    login = login(scene.still());
    refused("credential.sealed-damaged", login::view);
    assertThat(login.begin(Optional.empty(), false).userCode()).isEqualTo("WDJB-MJH2");
    assertThat(login.logOut().account()).isEmpty();
    assertThat(login.view().used()).isEmpty();
  }

  @Test
  void theTokenStandsInNoLogAnswerOrFile() throws Exception {
    scene.confirmAfter(Duration.ofSeconds(12), "ada");
    LoginAttempt ended = ended(login.begin(CLIENT, false));
    assertThat(ended.account()).contains("ada");
    String code = "3584d83530557fdd1f46af8289938c8ef79f9dc1";
    String said =
        Json.write(ended)
            + Json.write(login.view())
            + store.find(scene.name())
            + log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(said).contains("ada").doesNotContain(LoginScene.TOKEN, code);
    List<Path> files = files();
    assertThat(files).contains(home.database());
    for (Path file : files) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(LoginScene.TOKEN, code);
    }
    database.close();
    assertThat(Files.readString(home.database(), StandardCharsets.ISO_8859_1))
        .contains(LoginScene.CLIENT)
        .doesNotContain(LoginScene.TOKEN);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(temp)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
