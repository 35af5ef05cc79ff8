package dev.freehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;

  private Database open() {
    return Database.open(folder.resolve("freehold.db"), folder.resolve("backups"));
  }

  @Test
  void keepsWhatWasCommittedAndForgetsWhatFailed() {
    try (var database = open()) {
      database.change(sql -> insertApp(sql, "a1"));
      assertThatThrownBy(
              () ->
                  database.change(
                      sql -> {
                        insertApp(sql, "a2");
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
    }
    try (var again = open()) {
      assertThat(
              again.<Long>read(sql -> sql.one("select count(*) n from apps", r -> r.number("n"))))
          .isEqualTo(1);
    }
  }

  @Test
  void writesAreDurableAtOnce() {
    try (var database = open()) {
      assertThat(
              database.<Integer>read(
                  sql -> sql.one("pragma synchronous", r -> r.integer("synchronous"))))
          .as("FULL")
          .isEqualTo(2);
      assertThat(
              database.<String>read(
                  sql -> sql.one("pragma journal_mode", r -> r.text("journal_mode"))))
          .isEqualTo("wal");
      assertThat(
              database.<Boolean>read(
                  sql -> sql.one("pragma foreign_keys", r -> r.flag("foreign_keys"))))
          .isTrue();
    }
  }

  @Test
  void refusesADamagedFile() throws Exception {
    open().close();
    damage();
    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            MachineError.class, e -> assertThat(e.code()).isEqualTo("store.damaged"));
  }

  /** Asked within a read, so that it is a second connection, which has no pages in memory. */
  @Test
  void noticesDamageWhileItIsInUse() {
    try (var database = open()) {
      database.check();
      database.read(sql -> sql.list("pragma wal_checkpoint(truncate)", row -> row.number("busy")));
      assertThatThrownBy(
              () ->
                  database.<Boolean>read(
                      _ -> {
                        damage();
                        database.check();
                        return true;
                      }))
          .isInstanceOfSatisfying(
              MachineError.class, e -> assertThat(e.code()).isEqualTo("store.damaged"));
    }
  }

  private void damage() {
    Path file = folder.resolve("freehold.db");
    try {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 100; i < bytes.length; i += 7) {
        bytes[i] ^= 0x55;
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void insertApp(Sql sql, String id) {
    sql.update(
        "insert into apps (id, slug, builder, created_at) values (?, ?, ?, ?)",
        id,
        id,
        "unknown",
        Instant.EPOCH);
  }
}
