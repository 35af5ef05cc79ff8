package dev.freehold.git.github;

import static dev.freehold.git.github.GitHubScene.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  @Test
  void oneThatIsNotThereIsEmpty() {
    try (var scene = GitHubScene.classic()) {
      assertThat(scene.github.repository(SHOP)).isEmpty();
    }
  }

  @Test
  void oneOfSomebodyElseMayNotBePushedTo() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().make("grace", "compiler", "public");
      RemoteRepository there =
          scene.github.repository(RepositoryName.parse("grace/compiler")).orElseThrow();
      assertThat(there.mayPush()).isFalse();
      assertThat(there.isPrivate()).isFalse();
    }
  }

  @Test
  void oneThatWasRenamedIsFoundByItsOldName() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().rename(scene.shop(), "store");
      assertThat(scene.github.repository(SHOP).orElseThrow().name())
          .isEqualTo(new RepositoryName("ada", "store"));
    }
  }

  @Test
  void aBranchWithoutRulesIsOpen() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rules.put("main", List.of("deletion", "non_fast_forward", "creation"));
      assertThat(scene.github.rules(SHOP, "main")).isEqualTo(new BranchRules.Open());
      assertThat(scene.github.rules(SHOP, "freehold/v7")).isEqualTo(new BranchRules.Open());
    }
  }

  @Test
  void classicProtectionAndRulesetsAreBothRead() {
    try (var scene = GitHubScene.classic()) {
      FakeRepository shop = scene.shop();
      shop.protectedBranches.add("main");
      shop.rules.put("main", List.of("pull_request", "max_file_size"));
      assertThat(scene.github.rules(SHOP, "main"))
          .isEqualTo(
              new BranchRules.Protected(
                  List.of("the branch is protected", "changes need a pull request")));
    }
  }

  @Test
  void rulesOfABranchThatIsNotThereYetAreRead() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rules.put("builder", List.of("creation"));
      assertThat(scene.github.rules(SHOP, "builder"))
          .isEqualTo(new BranchRules.Protected(List.of("only named people may create it")));
    }
  }

  @Test
  void theNextPageOfRulesIsReadToo() {
    try (var scene = GitHubScene.classic()) {
      List<String> rules =
          Stream.concat(Collections.nCopies(230, "deletion").stream(), Stream.of("pull_request"))
              .toList();
      scene.shop().rules.put("main", rules);
      assertThat(scene.github.rules(SHOP, "main"))
          .isEqualTo(new BranchRules.Protected(List.of("changes need a pull request")));
    }
  }

  @Test
  void aRuleAboutWhatIsPushedOrANewOneIsNotGuessed() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rules.put("main", List.of("file_path_restriction", "of_tomorrow"));
      assertThat(scene.github.rules(SHOP, "main"))
          .isEqualTo(new BranchRules.Unknown("file_path_restriction, of_tomorrow"));
    }
  }

  @Test
  void aPlanWithoutRulesHasNone() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rulesNeedAnotherPlan = true;
      assertThat(scene.github.rules(SHOP, "main")).isEqualTo(new BranchRules.Open());
    }
  }

  @Test
  void ofARepositoryThatIsNotSeenNothingIsKnown() {
    try (var scene = GitHubScene.classic()) {
      assertThat(scene.github.rules(SHOP, "main")).isInstanceOf(BranchRules.Unknown.class);
    }
  }

  @Test
  void aPullRequestIsOpenedOnce() {
    try (var scene = GitHubScene.classic()) {
      FakeRepository shop = scene.shop();
      PullRequest pull = open(scene);
      assertThat(pull)
          .isEqualTo(
              new PullRequest(
                  1, scene.fake.address().resolve("/ada/shop/pull/1"), "freehold/v7", "main"));
      assertThat(open(scene)).isEqualTo(pull);
      assertThat(shop.pulls).hasSize(1);
      assertThat(shop.pulls.getFirst().title()).isEqualTo("Release v7");
    }
  }

  @Test
  void thoseOfForksAndOtherBranchesAreNotMistakenForIt() {
    try (var scene = GitHubScene.classic()) {
      FakeRepository shop = scene.shop();
      for (int i = 0; i < 120; i++) {
        shop.pulls.add(
            new FakeRepository.FakePull(i + 1L, "ada/fork", "freehold/v7", "main", "t", "b"));
      }
      assertThat(open(scene).number()).isEqualTo(121);
      assertThat(open(scene).number()).isEqualTo(121);
    }
  }

  @Test
  void whatHasNothingNewNeedsNoPullRequest() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().branches.put("main", "0002");
      assertRefused(scene, "github.nothing-to-merge");
    }
  }

  @Test
  void aBranchThatIsNotThereIsRefusedWithGitHubsWords() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().branches.remove("freehold/v7");
      assertRefused(scene, "github.refused");
    }
  }

  @Test
  void whoMayNotOpenOneIsToldSo() {
    try (var scene = GitHubScene.classic()) {
      FakeRepository shop = scene.shop();
      shop.visibility = "public";
      shop.writers.clear();
      assertRefused(scene, "github.forbidden");
    }
  }

  private static PullRequest open(GitHubScene scene) {
    return scene.github.openPullRequest(SHOP, "freehold/v7", "main", "Release v7", "From Ada.");
  }

  private static void assertRefused(GitHubScene scene, String code) {
    assertThatThrownBy(() -> open(scene))
        .isInstanceOfSatisfying(
            FreeholdException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
