package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.FreeholdException;
import dev.freehold.git.MapTree;
import dev.freehold.git.github.LoginScene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody is logged in but through Freehold. */
class OwnLoginTest extends SyncTestBase {
  @Override
  Map<String, String> environment(Path user) {
    var environment = new TreeMap<>(super.environment(user));
    environment.remove("GH_TOKEN");
    environment.put("PATH", "/usr/bin:/bin");
    return environment;
  }

  private FreeholdException noLogin() {
    return refused("github.no-login", () -> connecting.look(shop, atGitHub()));
  }

  @Test
  void withItAnAppIsConnectedAndPushed() throws Exception {
    String head = importExport(MapTree.of("index.html", "one")).mainCommit();
    assertThat(noLogin().remedy()).contains("gh auth login").doesNotContain("freehold git login");

    github.askedEverySecond();
    LoginAttempt begun = gitHubLogin.begin(Optional.of(LoginScene.CLIENT), false);
    assertThat(noLogin().remedy()).contains("'freehold git login' or 'gh auth login'");
    github.confirm(begun.userCode(), "ada");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(gitHubLogin.attempt(begun.id()).account()).contains("ada"));

    assertThat(connecting.look(shop, atGitHub()).login()).isEqualTo("freehold git login, as ada");
    assertThat(connect().login()).contains("freehold git login, as ada");
    assertThat(syncing.status(shop).lastSync().orElseThrow().login())
        .contains("freehold git login, as ada");
    assertThat(there("main")).isEqualTo(head);

    gitHubLogin.logOut();
    FreeholdException e = refused("git.auth-required", () -> syncing.push(shop));
    assertThat(e.remedy()).contains("freehold git login");
    assertThat(syncing.status(shop).lastSync().orElseThrow().login()).isEmpty();
  }
}
