package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppsTest {
  @TempDir Path folder;
  private AppFixture fixture;

  @BeforeEach
  void open() {
    fixture = new AppFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAppIsMadeOnceAndFoundAfterwards() {
    App made = fixture.apps.createOrFind("guestbook", "lovable");
    assertThat(made.slug()).isEqualTo("guestbook");
    assertThat(made.builder()).isEqualTo("lovable");
    assertThat(made.createdAt()).isEqualTo(AppFixture.NOW);
    assertThat(fixture.apps.createOrFind("guestbook", "bolt")).isEqualTo(made);
    assertThat(fixture.apps.find("guestbook")).contains(made);
    assertThat(fixture.apps.byId(made.id())).isEqualTo(made);
    assertThat(fixture.apps.count()).isEqualTo(1);
  }

  @Test
  void twoDeploysAtOnceMakeOneApp() {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 10; i++) {
        all.execute(() -> ids.add(fixture.apps.createOrFind("guestbook", "unknown").id()));
      }
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void aLaterExportMayTellTheBuilder() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    fixture.apps.recordBuilder(app.id(), "lovable");
    assertThat(fixture.apps.require("guestbook").builder()).isEqualTo("lovable");
  }

  @Test
  void aSlugThatCannotBeIsRefusedBeforeAnythingIsStored() {
    assertThatThrownBy(() -> fixture.apps.createOrFind("My App", "unknown"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("app.slug-invalid"));
    assertThat(fixture.apps.count()).isZero();
  }

  @Test
  void anUnknownAppIsAnErrorThatNamesNearOnes() {
    for (String slug : List.of("guestbook", "guest", "shop")) {
      fixture.apps.createOrFind(slug, "unknown");
    }
    assertThat(fixture.apps.find("gestbook")).isEmpty();
    assertThatThrownBy(() -> fixture.apps.require("gestbook"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("app.unknown");
              assertThat(e.getMessage()).isEqualTo("There is no app called 'gestbook'.");
              assertThat(e.remedy()).contains("guestbook").doesNotContain("shop");
            });
    assertThatThrownBy(() -> fixture.apps.require("zzz"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).doesNotContain("Did you mean"));
  }

  @Test
  void pagesFollowTheSlugs() {
    for (String slug : List.of("c", "a", "d", "b")) {
      fixture.apps.createOrFind(slug, "unknown");
    }
    assertThat(fixture.apps.page("", 3)).extracting(App::slug).containsExactly("a", "b", "c");
    assertThat(fixture.apps.page("c", 3)).extracting(App::slug).containsExactly("d");
    assertThat(fixture.apps.page("", -5)).hasSize(1);
    assertThat(fixture.apps.page("", 1_000_000)).hasSize(4);
  }

  @Test
  void anEnvironmentIsMadeOnceAndStartsWithNothingLive() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    Environment made = fixture.environments.ensure(app.id(), "production", "local");
    assertThat(made.live()).isEmpty();
    assertThat(made.previous()).isEmpty();
    assertThat(made.generation()).isZero();
    assertThat(made.settingsId()).isEmpty();
    assertThat(fixture.environments.ensure(app.id(), "production", "ssh")).isEqualTo(made);
    Environment staging = fixture.environments.ensure(app.id(), "staging", "local");
    assertThat(fixture.environments.of(app.id())).containsExactly(made, staging);
    assertThat(fixture.environments.require(app, "staging")).isEqualTo(staging);
    assertThat(fixture.environments.byId(made.id())).isEqualTo(made);
  }

  @Test
  void anUnknownEnvironmentIsAnErrorThatNamesTheKnownOnes() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    assertThatThrownBy(() -> fixture.environments.require(app, "production"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("environment.unknown");
              assertThat(e.remedy()).contains("--app guestbook");
            });
    fixture.environments.ensure(app.id(), "production", "local");
    assertThatThrownBy(() -> fixture.environments.require(app, "prod"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("environment.unknown");
              assertThat(e.remedy()).isEqualTo("It has: production. Did you mean production?");
            });
  }

  @Test
  void anEnvironmentsNameFollowsTheRulesOfSlugs() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    assertThatThrownBy(() -> fixture.environments.ensure(app.id(), "Prod!", "local"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("environment.name-invalid"));
  }

  @Test
  void thePointerIsWrittenWithinTheCallersTransaction() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    Environment made = fixture.environments.ensure(app.id(), "production", "local");
    var first = Optional.of(new LiveRelease("r1", "s1"));
    var second = Optional.of(new LiveRelease("r2", "s2"));
    fixture.database.change(
        sql -> fixture.environments.recordPointer(sql, made.id(), second, first, 2));
    Environment now = fixture.environments.byId(made.id());
    assertThat(now.live()).isEqualTo(second);
    assertThat(now.previous()).isEqualTo(first);
    assertThat(now.generation()).isEqualTo(2);

    assertThatThrownBy(
            () ->
                fixture.database.change(
                    sql -> {
                      fixture.environments.recordPointer(
                          sql, made.id(), first, Optional.empty(), 3);
                      throw new IllegalStateException("crash");
                    }))
        .hasMessage("crash");
    assertThat(fixture.environments.byId(made.id())).isEqualTo(now);
  }

  @Test
  void ownedPathsAreKeptSortedAndOnce() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    for (String pattern : List.of("src/lib/*.server.ts", "backend/", "backend/", "**/*.sql")) {
      fixture.ownedPaths.add(app.id(), pattern);
    }
    assertThat(fixture.ownedPaths.of(app.id()))
        .containsExactly("**/*.sql", "backend/", "src/lib/*.server.ts");
    assertThat(fixture.ownedPaths.remove(app.id(), "backend/")).isTrue();
    assertThat(fixture.ownedPaths.remove(app.id(), "backend/")).isFalse();
    assertThat(fixture.ownedPaths.of(app.id())).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "/etc",
        "a//b",
        "../a",
        "a/../b",
        "./a",
        "a\\b",
        "C:/a",
        ".git/hooks",
        "sub/.GIT/x",
        "**",
        "*",
        "**/*",
        "a\u0000b",
        "a\nb"
      })
  void ownedPathsStayInsideTheApp(String pattern) {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    assertThatThrownBy(() -> fixture.ownedPaths.add(app.id(), pattern))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("app.owned-path-invalid"));
    assertThat(fixture.ownedPaths.of(app.id())).isEmpty();
  }

  @Test
  void ownedPathsAreNotEndless() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    for (int i = 0; i < 200; i++) {
      fixture.ownedPaths.add(app.id(), "folder" + i + "/");
    }
    fixture.ownedPaths.add(app.id(), "folder7/");
    assertThatThrownBy(() -> fixture.ownedPaths.add(app.id(), "one-more/"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("app.owned-path-too-many"));
    assertThat(fixture.ownedPaths.of(app.id())).hasSize(200);
  }

  @Test
  void aConsentIsGivenOnceForExactlyWhatItSays() {
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    App other = fixture.apps.createOrFind("shop", "unknown");
    assertThat(fixture.consents.has(app.id(), Consent.Kind.BUILD, "")).isFalse();
    fixture.consents.give(app.id(), Consent.Kind.BUILD, "", "ada");
    fixture.consents.give(app.id(), Consent.Kind.BUILD, "", "bob");
    fixture.consents.give(app.id(), Consent.Kind.NETWORK, "fonts.example.org", "ada");
    assertThat(fixture.consents.has(app.id(), Consent.Kind.BUILD, "")).isTrue();
    assertThat(fixture.consents.has(app.id(), Consent.Kind.UNSANDBOXED, "")).isFalse();
    assertThat(fixture.consents.has(app.id(), Consent.Kind.NETWORK, "fonts.example.org")).isTrue();
    assertThat(fixture.consents.has(app.id(), Consent.Kind.NETWORK, "example.org")).isFalse();
    assertThat(fixture.consents.has(other.id(), Consent.Kind.BUILD, "")).isFalse();
    assertThat(fixture.consents.of(app.id()))
        .containsExactly(
            new Consent(Consent.Kind.BUILD, "", "ada", AppFixture.NOW),
            new Consent(Consent.Kind.NETWORK, "fonts.example.org", "ada", AppFixture.NOW));
  }
}
