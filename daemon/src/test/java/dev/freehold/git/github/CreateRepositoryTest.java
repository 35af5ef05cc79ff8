package dev.freehold.git.github;

import static dev.freehold.git.github.GitHubScene.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.git.github.FakeState.Organization;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateRepositoryTest {
  private static final RepositoryName OF_THE_GUILD = new RepositoryName("guild", "shop");

  private static AbstractThrowableAssert<?, ?> assertRefused(
      GitHubScene scene, RepositoryName name, String code) {
    return assertThatThrownBy(() -> scene.github.createRepository(name, "A shop"))
        .isInstanceOfSatisfying(
            FreeholdException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void itIsPrivateAndEmpty() {
    try (var scene = GitHubScene.classic()) {
      RemoteRepository made = scene.github.createRepository(SHOP, "A shop\nof Ada's");
      String web = scene.fake.address().toString();
      assertThat(made.name()).isEqualTo(SHOP);
      assertThat(made.page()).hasToString(web + "/ada/shop");
      assertThat(made.git()).hasToString(web + "/ada/shop.git");
      assertThat(made.isPrivate()).isTrue();
      assertThat(made.mayPush()).isTrue();
      assertThat(made.defaultBranch()).isEqualTo("main");
      FakeRepository there = scene.fake.state().repositories().getFirst();
      assertThat(there.visibility).isEqualTo("private");
      assertThat(there.branches).isEmpty();
      assertThat(there.description).isEqualTo("A shop of Ada's");
      assertThat(scene.github.repository(SHOP)).contains(made);
    }
  }

  @Test
  void aLongDescriptionIsCut() {
    try (var scene = GitHubScene.classic()) {
      scene.github.createRepository(SHOP, "x".repeat(400));
      assertThat(scene.fake.state().repositories().getFirst().description).hasSize(350);
    }
  }

  @Test
  void asOftenAsItIsAskedForItIsMadeOnce() {
    try (var scene = GitHubScene.classic()) {
      RemoteRepository made = scene.github.createRepository(SHOP, "A shop");
      assertThat(scene.github.createRepository(SHOP, "A shop")).isEqualTo(made);
      assertThat(scene.github.createRepository(new RepositoryName("Ada", "Shop"), "A shop"))
          .isEqualTo(made);
      assertThat(scene.fake.state().repositories()).hasSize(1);
    }
  }

  @Test
  void oneWithCommitsIsNotTaken() {
    try (var scene = GitHubScene.classic()) {
      scene.shop();
      assertRefused(scene, SHOP, "github.repository-exists").hasMessageContaining("has commits");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "internal"})
  void oneThatOthersCanSeeIsNotTaken(String visibility) {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().make("ada", "shop", visibility);
      assertRefused(scene, SHOP, "github.repository-exists").hasMessageContaining("others can see");
    }
  }

  @Test
  void oneThatIsArchivedIsNotTaken() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().make("ada", "shop", "private").archived = true;
      assertRefused(scene, SHOP, "github.repository-exists").hasMessageContaining("archived");
    }
  }

  @Test
  void oneOfTheOrganizationThatCantBeWrittenToIsNotTaken() {
    try (var scene = GitHubScene.classic()) {
      scene
          .fake
          .state()
          .organization("guild", new Organization(Set.of("ada"), Set.of("ada"), false));
      scene.fake.state().make("guild", "shop", "private");
      assertRefused(scene, OF_THE_GUILD, "github.repository-exists")
          .hasMessageContaining("this token does not see it");
    }
  }

  @Test
  void anOrganizationCanOwnIt() {
    try (var scene = GitHubScene.classic()) {
      scene
          .fake
          .state()
          .organization("guild", new Organization(Set.of("ada"), Set.of("ada"), false));
      assertThat(scene.github.createRepository(OF_THE_GUILD, "A shop").name())
          .isEqualTo(OF_THE_GUILD);
      assertThat(scene.fake.requests()).contains("POST /orgs/*/repos");
    }
  }

  @Test
  void aMemberWhoMayNotIsToldSo() {
    try (var scene = GitHubScene.classic()) {
      scene.fake.state().organization("guild", new Organization(Set.of("ada"), Set.of(), false));
      assertRefused(scene, OF_THE_GUILD, "github.forbidden")
          .hasMessageContaining("You need admin access");
    }
  }

  @Test
  void anOrganizationThatIsNotThereIsNamed() {
    try (var scene = GitHubScene.classic()) {
      assertRefused(scene, OF_THE_GUILD, "github.create-refused")
          .hasMessageContaining("no organization 'guild'");
    }
  }

  @Test
  void theScopeThatIsMissingIsNamed() {
    try (var scene = new GitHubScene(FakeToken.classic("ada", "gist"))) {
      assertRefused(scene, SHOP, "github.create-refused").hasMessageContaining("the scope 'repo'");
    }
  }

  @Test
  void thePermissionThatIsMissingIsNamed() {
    try (var scene = new GitHubScene(FakeToken.fineGrained("ada"))) {
      assertRefused(scene, SHOP, "github.forbidden")
          .isInstanceOfSatisfying(
              FreeholdException.class,
              refusal -> assertThat(refusal.remedy()).contains("administration=write"));
    }
  }

  @Test
  void singleSignOnIsExplainedWithItsAddress() {
    FakeToken token = FakeToken.classic("ada", "repo");
    try (var scene = new GitHubScene(token)) {
      scene
          .fake
          .state()
          .organization("guild", new Organization(Set.of("ada"), Set.of("ada"), true));
      assertRefused(scene, OF_THE_GUILD, "github.sso-required")
          .isInstanceOfSatisfying(
              FreeholdException.class,
              refusal ->
                  assertThat(refusal.remedy())
                      .contains(
                          scene.fake.address() + "/orgs/guild/sso?authorization_request=AZSCKL"));
      scene.fake.state().add(token.authorizedFor("guild"));
      assertThat(scene.github.createRepository(OF_THE_GUILD, "A shop").isPrivate()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ada", "ada/", "ada/my shop", "ada/..", "ada/shop.git", "a/b/c", "-/x"})
  void aNameThatGitHubWouldChangeIsRefusedBefore(String name) {
    assertThatThrownBy(() -> RepositoryName.parse(name))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("github.name-invalid"));
  }
}
