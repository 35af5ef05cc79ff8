package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppConflictsTest extends RepositoryTestBase {
  private static final String PAGE = "src/pages/[id].tsx";

  private Database database;
  private dev.freehold.app.OwnedPaths owned;
  private App app;
  private AppConflicts conflicts;

  @BeforeEach
  void openApp() {
    database = Database.open(home.database(), home.backups());
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    owned = new dev.freehold.app.OwnedPaths(database, clock);
    app = new Apps(database, clock, Ids.timeOrdered()).createOrFind("shop", "lovable");
    conflicts = new AppConflicts(repositories, owned);
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private void export(MapTree files) {
    repository.importExport(files, owned.of(app.id()), "lovable", "Export");
  }

  private Solution mine(String... paths) {
    Conflicts now = conflicts.of(app, Optional.empty(), 9);
    var take = new TreeMap<String, ConflictSide>();
    for (String path : paths) {
      take.put(path, ConflictSide.MAIN);
    }
    return new Solution(
        String.valueOf(now.main()), String.valueOf(now.builder()), Map.copyOf(take));
  }

  @Test
  void aFileThatBecomesTheDevelopersNeverConflictsAgain() throws Exception {
    export(MapTree.of(PAGE, "1\n", "src/pages/i.tsx", "1\n", "sub/" + PAGE, "1\n"));
    developerPushes(PAGE, "mine\n");
    assertThatThrownBy(
            () -> export(MapTree.of(PAGE, "2\n", "src/pages/i.tsx", "2\n", "sub/" + PAGE, "2\n")))
        .isInstanceOf(UserError.class);

    String main = conflicts.settle(app, mine(PAGE), List.of(PAGE));

    assertThat(repository.head("main")).contains(main);
    assertThat(conflicts.of(app, Optional.empty(), 9).pending()).isFalse();
    export(MapTree.of(PAGE, "3\n", "src/pages/i.tsx", "3\n", "sub/" + PAGE, "3\n"));
    assertThat(MapTree.texts(repository.files(repository.head("main").orElseThrow())))
        .isEqualTo(Map.of(PAGE, "mine\n", "src/pages/i.tsx", "3\n", "sub/" + PAGE, "3\n"));
  }

  @Test
  void whatCantBeOwnedSettlesNothing() throws Exception {
    export(MapTree.of("a", "1\n"));
    developerPushes("a", "mine\n");
    assertThatThrownBy(() -> export(MapTree.of("a", "2\n"))).isInstanceOf(UserError.class);
    String before = repository.head("main").orElseThrow();
    Solution solution = mine("a");
    assertThatThrownBy(() -> conflicts.settle(app, solution, List.of("x".repeat(301))))
        .hasMessageContaining("longer than 300");
    assertThat(repository.head("main")).contains(before);
    assertThat(owned.of(app.id())).isEmpty();
  }

  @Test
  void whatIsNotSettledIsNotOwned() throws Exception {
    export(MapTree.of("a", "1\n"));
    Path clone = freshClone();
    Files.writeString(clone.resolve("a"), "mine\n");
    git.commitAndPush(clone, "Work");
    assertThatThrownBy(() -> export(MapTree.of("a", "2\n"))).isInstanceOf(UserError.class);
    Solution wrong = mine("a", "b");
    assertThatThrownBy(() -> conflicts.settle(app, wrong, List.of("a")))
        .hasMessageContaining("no conflict in: b");
    assertThat(owned.of(app.id())).isEmpty();
  }
}
