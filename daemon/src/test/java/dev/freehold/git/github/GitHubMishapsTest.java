package dev.freehold.git.github;

import static dev.freehold.git.github.GitHubScene.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong with whichever request: it is done, and once. */
class GitHubMishapsTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  record Work(String call, Function<GitHubScene, Object> what) {}

  private static final List<Work> WORKS =
      List.of(
          new Work("GET /user", scene -> scene.github.account()),
          new Work("GET /repos/*/*", scene -> scene.github.repository(SHOP).orElseThrow()),
          new Work("POST /user/repos", GitHubMishapsTest::create),
          new Work("GET /repos/*/*/branches", GitHubMishapsTest::create),
          new Work("GET /repos/*/*/branches/*", scene -> scene.github.rules(SHOP, "main")),
          new Work("GET /repos/*/*/rules/branches/*", scene -> scene.github.rules(SHOP, "main")),
          new Work("GET /repos/*/*/pulls", GitHubMishapsTest::open),
          new Work("POST /repos/*/*/pulls", GitHubMishapsTest::open));

  private static Object create(GitHubScene scene) {
    var name = new RepositoryName("ada", "new");
    scene.github.createRepository(name, "A shop");
    return scene.github.createRepository(name, "A shop");
  }

  private static Object open(GitHubScene scene) {
    return scene.github.openPullRequest(SHOP, "freehold/v7", "main", "Release v7", "From Ada.");
  }

  static Stream<Arguments> everyCallWithEveryMishap() {
    return WORKS.stream()
        .flatMap(work -> Stream.of(Mishap.values()).map(mishap -> Arguments.of(work, mishap)));
  }

  @ParameterizedTest
  @MethodSource("everyCallWithEveryMishap")
  void itIsDoneOnce(Work work, Mishap mishap) {
    try (var scene = new GitHubScene(FakeToken.classic("ada", "repo"), PATIENCE)) {
      FakeRepository shop = scene.shop();
      scene.fake.next(work.call(), mishap);
      if (!mishap.passes()) {
        String code = mishap == Mishap.USED_UP ? "github.rate-limited" : "github.unreadable";
        assertThatThrownBy(() -> work.what().apply(scene))
            .isInstanceOfSatisfying(
                ProviderError.class, error -> assertThat(error.code()).isEqualTo(code));
      }
      Object result = work.what().apply(scene);
      assertThat(scene.fake.requests()).contains(work.call());
      assertThat(work.what().apply(scene)).isEqualTo(result);
      assertThat(shop.pulls.size()).isLessThanOrEqualTo(1);
      assertThat(scene.fake.state().repositories().stream().map(FakeRepository::fullName))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aLimitThatIsOverSoonIsWaitedFor() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.next("GET /user", Mishap.SECONDARY_LIMIT);
      scene.fake.next("GET /user", Mishap.TOO_MANY);
      assertThat(scene.github.account().login()).isEqualTo("ada");
      assertThat(scene.time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }
  }

  @Test
  void aLongerOneIsSaidWithItsEnd() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.next("GET /user", Mishap.USED_UP);
      assertThatThrownBy(scene.github::account).hasMessageContaining("30 minutes");
      assertThat(scene.time.sleeps()).isEmpty();
    }
  }

  @Test
  void whatFailsAgainAndAgainIsGivenUp() {
    try (var scene = GitHubScene.classic()) {
      for (int i = 0; i < 4; i++) {
        scene.fake.next("GET /user", Mishap.FAILING);
      }
      assertThatThrownBy(scene.github::account)
          .isInstanceOfSatisfying(
              FreeholdException.class,
              error -> assertThat(error.code()).isEqualTo("github.failing"));
      assertThat(scene.time.sleeps())
          .containsExactly(Duration.ofMillis(400), Duration.ofMillis(800), Duration.ofMillis(1600));
    }
  }
}
