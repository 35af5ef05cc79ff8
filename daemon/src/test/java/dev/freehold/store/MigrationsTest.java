package dev.freehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {
  @TempDir Path folder;
  private Path file;
  private Path backups;
  private Path migrations;

  @BeforeEach
  void theFirstVersion() throws IOException {
    file = folder.resolve("freehold.db");
    backups = folder.resolve("backups");
    migrations = Files.createDirectories(folder.resolve("migrations"));
    try (InputStream spine =
        Objects.requireNonNull(
            Database.class.getResourceAsStream("/db/migration/sqlite/V1__spine.sql"))) {
      Files.copy(spine, migrations.resolve("V1__spine.sql"));
    }
    try (var database = open()) {
      database.change(
          sql ->
              sql.update(
                  "insert into apps (id, slug, builder, created_at)"
                      + " values ('a', 'shop', 'lovable', 0)"));
    }
  }

  private Database open() {
    return Database.open(file, backups, "filesystem:" + migrations);
  }

  private void migration(String name, String sql) throws IOException {
    Files.writeString(migrations.resolve(name), sql);
  }

  private static String slug(Database database) {
    return database.read(sql -> sql.one("select slug from apps", row -> row.text("slug")));
  }

  private static void refuses(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            MachineError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void theFirstVersionNeedsNoCopy() {
    assertThat(backups).doesNotExist();
  }

  @Test
  void beforeAnUpgradeTheDatabaseIsCopied() throws Exception {
    migration("V2__colour.sql", "alter table apps add column colour text;");
    try (var database = open()) {
      database.change(sql -> sql.update("update apps set slug = 'new', colour = 'red'"));
    }
    Files.delete(migrations.resolve("V2__colour.sql"));
    try (var copy =
        Database.open(backups.resolve("before-v2.db"), backups, "filesystem:" + migrations)) {
      assertThat(slug(copy)).as("as it was before").isEqualTo("shop");
    }
  }

  @Test
  void withoutAnUpgradeNothingIsCopied() {
    open().close();
    assertThat(backups).doesNotExist();
  }

  @Test
  void anUpgradeThatFailsLeavesTheDatabaseAndItsCopy() throws Exception {
    migration("V2__broken.sql", "update apps set slug = 'half'; alter table nothing add x text;");
    refuses("store.migration-failed", this::open);
    assertThat(backups.resolve("before-v2.db")).exists();
    Files.delete(migrations.resolve("V2__broken.sql"));
    try (var database = open()) {
      assertThat(slug(database)).isEqualTo("shop");
    }
  }

  @Test
  void whatANewerFreeholdWroteIsRefused() throws Exception {
    migration("V2__colour.sql", "alter table apps add column colour text;");
    open().close();
    Files.delete(migrations.resolve("V2__colour.sql"));
    refuses("store.newer", this::open);
  }
}
