package dev.freehold.git.github;

import static dev.freehold.git.github.GitHubScene.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.git.github.Obstacle.Archived;
import dev.freehold.git.github.Obstacle.BranchProtected;
import dev.freehold.git.github.Obstacle.PushNotAllowed;
import dev.freehold.git.github.Obstacle.RepoScopeMissing;
import dev.freehold.git.github.Obstacle.RulesUnknown;
import dev.freehold.git.github.Obstacle.WorkflowPermissionUnknown;
import dev.freehold.git.github.Obstacle.WorkflowScopeMissing;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static List<Obstacle> obstacles(GitHubScene scene, boolean workflows) {
    return new Preflight(
            scene.github.account(),
            scene.github.repository(SHOP).orElseThrow(),
            "main",
            scene.github.rules(SHOP, "main"),
            workflows,
            "v8")
        .obstacles();
  }

  @Test
  void nothingIsInTheWay() {
    try (var scene = new GitHubScene(FakeToken.classic("ada", "repo", "workflow"))) {
      scene.shop();
      assertThat(obstacles(scene, true)).isEmpty();
    }
  }

  @Test
  void workflowsNeedTheirScope() {
    try (var scene = GitHubScene.classic()) {
      scene.shop();
      assertThat(obstacles(scene, false)).isEmpty();
      List<Obstacle> found = obstacles(scene, true);
      assertThat(found).containsExactly(new WorkflowScopeMissing());
      assertThat(found.getFirst().certain()).isTrue();
      assertThat(found.getFirst().remedy()).contains("'repo' and 'workflow'");
    }
  }

  @Test
  void ofAFineGrainedTokenItIsNotKnown() {
    try (var scene = new GitHubScene(FakeToken.fineGrained("ada"))) {
      scene.shop();
      assertThat(obstacles(scene, true)).containsExactly(new WorkflowPermissionUnknown());
      assertThat(obstacles(scene, true).getFirst().certain()).isFalse();
    }
  }

  @Test
  void aProtectedBranchNeedsAnotherAndAPullRequest() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rules.put("main", List.of("pull_request"));
      List<Obstacle> found = obstacles(scene, false);
      assertThat(found)
          .containsExactly(
              new BranchProtected("main", List.of("changes need a pull request"), "freehold/v8"));
      assertThat(found.getFirst().sentence())
          .isEqualTo("GitHub refuses pushes to main: changes need a pull request.");
      assertThat(found.getFirst().remedy())
          .isEqualTo("Push to freehold/v8 and open a pull request to main.");
    }
  }

  @Test
  void rulesThatAreNotUnderstoodAreSaid() {
    try (var scene = GitHubScene.classic()) {
      scene.shop().rules.put("main", List.of("max_file_size"));
      assertThat(obstacles(scene, false))
          .containsExactly(new RulesUnknown("main", "max_file_size", "freehold/v8"))
          .noneMatch(Obstacle::certain);
    }
  }

  @Test
  void allThatIsInTheWayIsSaidAtOnce() {
    try (var scene = new GitHubScene(FakeToken.classic("grace"))) {
      FakeRepository shop = scene.shop();
      shop.visibility = "public";
      shop.archived = true;
      shop.protectedBranches.add("main");
      List<Obstacle> found = obstacles(scene, true);
      assertThat(found)
          .containsExactly(
              new Archived(SHOP),
              new PushNotAllowed(SHOP, "grace"),
              new RepoScopeMissing(),
              new WorkflowScopeMissing(),
              new BranchProtected("main", List.of("the branch is protected"), "freehold/v8"))
          .allMatch(Obstacle::certain)
          .allMatch(obstacle -> !obstacle.sentence().isBlank() && !obstacle.remedy().isBlank());
    }
  }

  @Test
  void forAPublicRepositoryASmallerScopeIsEnough() {
    try (var scene = new GitHubScene(FakeToken.classic("ada", "public_repo"))) {
      scene.shop().visibility = "public";
      assertThat(obstacles(scene, false)).isEmpty();
    }
  }

  @Test
  void onlyWhatIsInTheFolderIsAWorkflow() {
    assertThat(Preflight.isWorkflow(".github/workflows/test.yml")).isTrue();
    assertThat(Preflight.isWorkflow("docs/.github/workflows/test.yml")).isFalse();
    assertThat(Preflight.isWorkflow(".github/dependabot.yml")).isFalse();
  }

  @Test
  void aLabelHasToMakeABranch() {
    try (var scene = GitHubScene.classic()) {
      scene.shop();
      Account account = scene.github.account();
      RemoteRepository shop = scene.github.repository(SHOP).orElseThrow();
      assertThatThrownBy(
              () -> new Preflight(account, shop, "main", new BranchRules.Open(), false, "a b..c"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
