package dev.freehold.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

  @Test
  void aFullDiskIsNoDamageAndIsSaidAtOnce() throws Exception {
    try (var disk = new SmallDisk(folder.resolve("disk"))) {
      Path file = disk.folder().resolve("freehold.db");
      try (var database = Database.open(file, disk.folder().resolve("backups"))) {
        database.change(sql -> insertApp(sql, "a1"));
        disk.fill();

        assertNoRoom(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                String id = "b" + i;
                database.change(sql -> insertApp(sql, id));
              }
            });
        disk.free();
        assertThat(count(database)).as("all of a change or nothing").isGreaterThanOrEqualTo(1);
        database.change(sql -> insertApp(sql, "c"));
      }
      disk.fill();
      long begun = System.nanoTime();
      assertNoRoom(() -> Database.open(file, disk.folder().resolve("backups")).close());
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      disk.free();
      try (var again = Database.open(file, disk.folder().resolve("backups"))) {
        assertThat(count(again)).isGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aDatabaseWhoseFolderIsNotThereIsNoFullDisk() {
    Path gone = folder.resolve("unmounted/home");
    assertUnusable(
        gone.resolve("freehold.db"),
        "the folder " + gone + " is not there.",
        "Bring the folder back");
  }

  @Test
  void norIsOneWhoseFolderIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("home"), "");
    assertUnusable(file.resolve("freehold.db"), file + " is no folder.", "Move away");
    Path itself = Files.createDirectory(folder.resolve("freehold.db"));
    assertUnusable(itself, "it is a folder.", "Move that folder away");
  }

  /** Linux's own view of its processes: nobody can make a file there. */
  @Test
  void norIsAPlaceThatIsNoDisk() {
    Path file = Path.of("/proc/freehold.db");
    assertThatThrownBy(() -> Database.open(file, folder.resolve("backups")).close())
        .isInstanceOfSatisfying(
            MachineError.class,
            e -> {
              assertThat(e.code()).isEqualTo("store.unusable");
              assertThat(e.getMessage()).doesNotContain("no room");
            });
  }

  private void assertUnusable(Path file, String why, String remedy) {
    assertThatThrownBy(() -> Database.open(file, folder.resolve("backups")).close())
        .isInstanceOfSatisfying(
            MachineError.class,
            e -> {
              assertThat(e.code()).isEqualTo("store.unusable");
              assertThat(e).hasMessage("The database " + file + " can't be opened: " + why);
              assertThat(e.remedy()).startsWith(remedy);
            });
  }

  private static long count(Database database) {
    return database.<Long>read(sql -> sql.one("select count(*) n from apps", r -> r.number("n")));
  }

  private static void assertNoRoom(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            MachineError.class,
            e -> {
              assertThat(e.code()).isEqualTo("machine.no-room");
              assertThat(e.getMessage()).contains("no room");
            });
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

  @Test
  void whoGetsNoConnectionIsToldSoSoon() throws Exception {
    var release = new CountDownLatch(1);
    var holding = new CountDownLatch(6);
    try (var database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        threads.submit(
            () ->
                database.<Boolean>read(
                    _ -> {
                      holding.countDown();
                      return awaited(release);
                    }));
      }
      try {
        assertThat(holding.await(30, TimeUnit.SECONDS)).as("all connections are taken").isTrue();
        long begun = System.nanoTime();
        assertThatThrownBy(() -> database.<Boolean>read(_ -> true))
            .isInstanceOfSatisfying(
                MachineError.class, e -> assertThat(e.code()).isEqualTo("store.unusable"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      } finally {
        release.countDown();
      }
      assertThat(database.<Boolean>read(_ -> true)).isTrue();
    }
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyWritersAndReadersAtOnceAllGetTheirTurn() throws Exception {
    try (var database = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 60; i++) {
        String thread = "a" + i;
        all.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 10; n++) {
                    String id = thread + "-" + n;
                    database.change(sql -> insertApp(sql, id));
                    database.<Long>read(
                        sql -> sql.one("select count(*) n from apps", r -> r.number("n")));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertThat(
              database.<Long>read(
                  sql -> sql.one("select count(*) n from apps", r -> r.number("n"))))
          .isEqualTo(600);
    }
  }
}
