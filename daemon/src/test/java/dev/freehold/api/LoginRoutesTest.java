package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Ids;
import dev.freehold.credential.Vault;
import dev.freehold.git.github.LoginScene;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.LoginStore;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.process.ProcessRunner;
import dev.freehold.sync.GitHubLogin;
import dev.freehold.sync.Hub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginRoutesTest {
  private static final String LOGIN = "/v1/git/login";
  private static final String ATTEMPTS = LOGIN + "/attempts";
  private static final String CLIENT = "{\"clientId\":\"" + LoginScene.CLIENT + "\"}";

  private @TempDir Path temp;
  private LoginScene scene;
  private ApiFixture fixture;
  private GitHubLogin login;
  private ApiFixture.Running running;

  @BeforeEach
  void start() throws Exception {
    scene = new LoginScene();
    fixture = new ApiFixture();
    var vault = new Vault(new SecretKeySpec(new byte[32], "AES"));
    var store =
        new LoginStore(fixture.database, vault, scene.clock(), scene.name(), Optional.empty());
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "HOME", temp.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    var logins =
        new RemoteLogins(new ProcessRunner(environment), environment, temp, "127.0.0.1", store);
    Timing timing = scene.still();
    login = new GitHubLogin(new Hub(scene.server(), logins, timing), store, Ids.unguessable());
    running = fixture.start(new LoginRoutes(login).routes().toArray(new Route[0]));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    login.close();
    fixture.close();
    scene.close();
  }

  private JsonNode begin() throws Exception {
    UnixHttp.Answer begun = fixture.http.sendJson("POST", ATTEMPTS, CLIENT);
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    OpenApi.read().assertFits("GitLoginAttempt", begun.json());
    return begun.json();
  }

  private UnixHttp.Answer attempt(JsonNode begun) throws Exception {
    return fixture.http.get(ATTEMPTS + "/" + begun.path("id").asText());
  }

  private JsonNode login() throws Exception {
    UnixHttp.Answer answer = fixture.http.get(LOGIN);
    OpenApi.read().assertFits("GitLogin", answer.json());
    assertThat(answer.text()).doesNotContain(LoginScene.TOKEN);
    return answer.json();
  }

  @Test
  void aLoginIsBegunAskedForAndForgotten() throws Exception {
    assertThat(login().path("offered").asBoolean()).isFalse();
    scene.confirmAfter(Duration.ofSeconds(3), "ada");
    JsonNode begun = begin();
    assertThat(begun.path("userCode").asText()).isEqualTo(LoginScene.CODE);
    assertThat(begun.path("page").asText()).isEqualTo(scene.server().web() + "/login/device");
    assertThat(attempt(begun).json()).isEqualTo(begun);
    assertThat(login().path("account").isNull()).isTrue();

    scene.tick();
    UnixHttp.Answer ended =
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> attempt(begun),
                answer -> !answer.json().path("state").asText().equals("waiting"));
    OpenApi.read().assertFits("GitLoginAttempt", ended.json());
    assertThat(ended.json().path("state").asText()).isEqualTo("confirmed");
    assertThat(ended.json().path("account").asText()).isEqualTo("ada");
    assertThat(ended.text()).doesNotContain(LoginScene.TOKEN);
    assertThat(login().path("used").asText()).isEqualTo("freehold git login, as ada");

    UnixHttp.Answer forgotten = fixture.http.sendJson("DELETE", LOGIN, "{}");
    OpenApi.read().assertFits("GitLogin", forgotten.json());
    assertThat(forgotten.json().path("account").isNull()).isTrue();
    assertThat(forgotten.json().path("offered").asBoolean()).isTrue();
    assertThat(login()).isEqualTo(forgotten.json());
  }

  @Test
  void oneThatIsGivenUpHasEnded() throws Exception {
    JsonNode begun = begin();
    String one = ATTEMPTS + "/" + begun.path("id").asText();
    UnixHttp.Answer ended = fixture.http.sendJson("DELETE", one, "{}");
    OpenApi.read().assertFits("GitLoginAttempt", ended.json());
    assertThat(ended.json().path("state").asText()).isEqualTo("failed");
    assertThat(ended.json().at("/error/code").asText()).isEqualTo("github.login-given-up");
    assertThat(ended.json().at("/error/family").asText()).isEqualTo("user");
    assertThat(attempt(begun).json()).isEqualTo(ended.json());
  }

  @Test
  void whatCanNotBeDoneIsSaid() throws Exception {
    assertThat(fixture.http.sendJson("POST", ATTEMPTS, "{}").code())
        .isEqualTo("github.no-client-id");
    UnixHttp.Answer none = fixture.http.get(ATTEMPTS + "/0");
    assertThat(none.code()).isEqualTo("github.unknown-attempt");
    assertThat(none.status()).isEqualTo(404);
    scene.disable();
    assertThat(fixture.http.sendJson("POST", ATTEMPTS, CLIENT).code())
        .isEqualTo("github.login-unavailable");
  }
}
