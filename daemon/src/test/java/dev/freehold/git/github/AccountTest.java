package dev.freehold.git.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {
  @Test
  void ofAClassicTokenGitHubSaysTheScopes() {
    try (var scene = new GitHubScene(FakeToken.classic("ada", "repo", "workflow"))) {
      assertThat(scene.github.account())
          .isEqualTo(
              new Account(
                  "ada", Account.Kind.PERSON, TokenKind.SCOPED, Set.of("repo", "workflow")));
    }
  }

  @Test
  void aClassicTokenCanHaveNoScopes() {
    try (var scene = new GitHubScene(FakeToken.classic("ada"))) {
      Account account = scene.github.account();
      assertThat(account.token()).isEqualTo(TokenKind.SCOPED);
      assertThat(account.lacks("repo")).isTrue();
    }
  }

  @Test
  void ofAFineGrainedTokenItSaysNone() {
    try (var scene = new GitHubScene(FakeToken.fineGrained("ada"))) {
      Account account = scene.github.account();
      assertThat(account.token()).isEqualTo(TokenKind.FINE_GRAINED);
      assertThat(account.lacks("repo")).isFalse();
    }
  }

  @Test
  void aTokenOfAnotherFormIsKnownByItsScopes() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().add(FakeToken.oauth("0123456789abcdef", "ada", Set.of("repo")));
      scene.fake.state().add(FakeToken.oauth("fedcba9876543210", "ada", Set.of()));
      assertThat(kind(scene, "0123456789abcdef")).isEqualTo(TokenKind.SCOPED);
      assertThat(kind(scene, "fedcba9876543210")).isEqualTo(TokenKind.UNKNOWN);
    }
  }

  private static TokenKind kind(GitHubScene scene, String token) {
    try (GitHub github = scene.with(token, Duration.ofSeconds(20))) {
      return github.account().token();
    }
  }

  @Test
  void aTokenThatIsNotKnownIsRefusedAndNotShown() {
    try (var scene = GitHubScene.classic();
        GitHub github = scene.with("ghp_revoked", Duration.ofSeconds(20))) {
      assertThatThrownBy(github::account)
          .isInstanceOfSatisfying(
              FreeholdException.class,
              refusal -> assertThat(refusal.code()).isEqualTo("github.token-refused"))
          .hasMessageContaining("Bad credentials")
          .hasMessageNotContaining("ghp_revoked");
    }
  }
}
