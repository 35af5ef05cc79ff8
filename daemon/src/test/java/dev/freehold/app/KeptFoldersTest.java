package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptFoldersTest {
  private AppFixture fixture;
  private KeptFolders kept;
  private String app;

  @BeforeEach
  void open(@TempDir Path folder) {
    fixture = new AppFixture(folder);
    kept = new KeptFolders(fixture.database, Clock.systemUTC());
    app = fixture.apps.createOrFind("shop", "unknown").id();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void refuses(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void theyAreKeptSortedAndOnceAndGoWithEveryPlacement() {
    Environment production = fixture.environments.ensure(app, "production", "local");
    assertThat(production.placement().kept()).isEmpty();

    kept.add(app, List.of("uploads/", "data/my files", "uploads", "./prisma/db"));

    assertThat(kept.of(app)).containsExactly("data/my files", "prisma/db", "uploads");
    assertThat(fixture.environments.byId(production.id()).placement())
        .isEqualTo(
            new Placement(
                "local", production.domain(), List.of("data/my files", "prisma/db", "uploads")));
    kept.remove(app, List.of("uploads/"));
    assertThat(kept.of(app)).containsExactly("data/my files", "prisma/db");
    String other = fixture.apps.createOrFind("other", "unknown").id();
    assertThat(kept.of(other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        ".",
        "./",
        "/etc",
        "a//b",
        "../a",
        "a/../b",
        "a/.",
        "a\\b",
        "C:/a",
        ".git",
        "sub/.GIT/x",
        ".next/cache",
        ".venv",
        "node_modules",
        "server/Node_Modules/x",
        "a*",
        "über",
        "a\u0000b",
        "a\nb",
        "a:b"
      })
  void whatIsNoFolderOfTheAppsDataIsRefused(String folder) {
    refuses("app.keep-invalid", () -> kept.add(app, List.of("fine", folder)));
    assertThat(kept.of(app)).as("all or nothing").isEmpty();
  }

  @Test
  void aNameIsNotTooLongForTheDisk() {
    kept.add(app, List.of("a/".repeat(40)));
    refuses("app.keep-invalid", () -> kept.add(app, List.of("b".repeat(81))));
  }

  @ParameterizedTest
  @CsvSource({"data,data/uploads", "data/uploads,data", "a/b,a/b/c/d"})
  void noneLiesInAnother(String first, String second) {
    refuses("app.keep-invalid", () -> kept.add(app, List.of(first, second)));
    kept.add(app, List.of(first, first + "2"));
    refuses("app.keep-invalid", () -> kept.add(app, List.of(second)));
  }

  @Test
  void theyAreNotEndless() {
    List<String> most = IntStream.range(0, 20).mapToObj(i -> "folder" + i).toList();
    kept.add(app, most);
    kept.add(app, List.of("folder7"));
    refuses("app.keep-too-many", () -> kept.add(app, List.of("one-more")));
    assertThat(kept.of(app)).hasSize(20);
  }

  @Test
  void whatIsNotKeptIsNotRemoved() {
    kept.add(app, List.of("uploads"));
    refuses("app.keep-unknown", () -> kept.remove(app, List.of("uploads", "data")));
    assertThat(kept.of(app)).containsExactly("uploads");
  }
}
