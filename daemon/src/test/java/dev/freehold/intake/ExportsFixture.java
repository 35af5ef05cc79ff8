package dev.freehold.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Ids;
import dev.freehold.base.Sha256;
import dev.freehold.file.Home;
import dev.freehold.file.LeftOut;
import dev.freehold.file.Limits;
import dev.freehold.store.Database;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real home with a real database. */
abstract class ExportsFixture {
  static final long MIB = 1L << 20;
  static final Limits LIMITS = new Limits(1_000, 4 * MIB, 2 * MIB, 100, MIB);

  @TempDir Path temp;
  Home home;
  Database database;
  Exports exports;
  Instant now = Instant.parse("2026-11-22T10:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void open() {
    home = new Home(temp.resolve("home"));
    Home.privateFolder(home.root());
    start();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private void start() {
    database = Database.open(home.database(), home.backups());
    exports = new Exports(database, home, clock, Ids.timeOrdered(), LIMITS);
  }

  /** A new process over the same files. */
  void restart() {
    stop();
    start();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void send(String id, byte[] bytes) {
    for (int at = 0; at < bytes.length; at += Upload.LARGEST_CHUNK) {
      byte[] chunk =
          Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + Upload.LARGEST_CHUNK));
      exports.append(id, at, Sha256.of(chunk), chunk);
    }
  }

  /** An upload of which every byte is here. */
  String sent(Kind kind, byte[] bytes) {
    String id = exports.begin("my app", kind).id();
    send(id, bytes);
    return id;
  }

  Receipt taken(Kind kind, byte[] bytes) {
    return exports.complete(sent(kind, bytes), List.<LeftOut>of());
  }

  Path folder(String id) {
    return home.exports().resolve(id);
  }

  void insertApp(String id) {
    database.change(
        sql ->
            sql.update(
                "insert into apps (id, slug, builder, created_at) values (?, ?, ?, ?)",
                id,
                id,
                "unknown",
                now));
  }

  static void assertCode(ThrowingCallable work, String code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  /** Every file of the test's folder but the database's own. */
  TreeMap<String, String> files() throws Exception {
    var found = new TreeMap<String, String>();
    try (var paths = Files.walk(temp)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        if (!path.toString().contains("freehold.db")) {
          boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
          found.put(
              temp.relativize(path).toString(),
              file ? Sha256.of(Files.readAllBytes(path)).hex() : "folder or other");
        }
      }
    }
    return found;
  }
}
