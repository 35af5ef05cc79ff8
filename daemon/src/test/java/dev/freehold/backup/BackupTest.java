package dev.freehold.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home goes into an archive, and comes back. */
class BackupTest {
  private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");
  private static final String SITE = "sites/shop/production/";
  private static final String BLOB = "0123abcd";

  private @TempDir Path temp;
  private Home home;
  private Path archive;

  @BeforeEach
  void makeAHome() throws IOException {
    home = new Home(temp.resolve("home"));
    archive = temp.resolve("a.tar.gz");
    file("key", "the key");
    file("known_hosts", "box ssh-ed25519 AAAA\n");
    file("repositories/shop.git/HEAD", "ref: refs/heads/main\n");
    file("repositories/shop.git/objects/pack/pack-1.pack", "objects");
    Files.createDirectories(home.root().resolve("repositories/shop.git/refs/tags"));
    file("artifacts/a1.json", "{}");
    Path blob = file("blobs/01/" + BLOB, "bytes of a page");
    Files.setPosixFilePermissions(blob, PosixFilePermissions.fromString("r--------"));
    Files.createDirectories(home.root().resolve(SITE + "blobs"));
    Files.createLink(home.root().resolve(SITE + "blobs/" + BLOB), blob);
    file(SITE + "pointer.json", "{\"live\":\"v1\"}");
    file(SITE + "lock", "");
    file(SITE + "services/v1.json", "{}");
    file(SITE + "kept/uploads/größe.txt", "ü");
    for (String needless :
        new String[] {"cache/x", "work/x", "logs/daemon.log", "run/daemon.lock", "exports/x"}) {
      file(needless, "not in a backup");
    }
    file("blobs/.incoming.1.tmp", "half a blob");
    file("freehold.db", "what is in it is not read");
  }

  private Path file(String name, String text) throws IOException {
    Path file = home.root().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Backup.Made backUp(boolean withKey) throws IOException {
    Path database = Files.writeString(temp.resolve("copy.db"), "the database");
    Path scratch = Files.createDirectories(temp.resolve("scratch"));
    var marker = new Marker(Marker.FORMAT, "1.2.3", 1, NOW, withKey);
    return Backup.write(home, archive, marker, database, scratch, (_, _) -> {});
  }

  private Home restored() {
    var other = new Home(temp.resolve("other"));
    Restoring.into(other, Archive.checked(archive));
    return other;
  }

  private static TreeSet<String> names(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      var names = new TreeSet<String>();
      files
          .filter(file -> Files.isRegularFile(file))
          .forEach(file -> names.add(folder.relativize(file).toString()));
      return names;
    }
  }

  @Test
  void whatBelongsIntoABackupComesBackAsItWas() throws Exception {
    Files.setLastModifiedTime(
        home.root().resolve(SITE + "kept/uploads/größe.txt"), FileTime.from(NOW));
    Backup.Made made = backUp(true);
    assertThat(made.files()).isEqualTo(11);
    assertThat(made.bytes()).isEqualTo(Files.size(archive));
    assertThat(made.leftOut()).isEmpty();
    assertThat(made.changed()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");

    Path root = restored().root();
    assertThat(names(root))
        .containsExactly(
            "artifacts/a1.json",
            "blobs/01/" + BLOB,
            "freehold.db",
            "key",
            "known_hosts",
            "repositories/shop.git/HEAD",
            "repositories/shop.git/objects/pack/pack-1.pack",
            SITE + "blobs/" + BLOB,
            SITE + "kept/uploads/größe.txt",
            SITE + "pointer.json");
    assertThat(root.resolve("freehold.db")).hasContent("the database");
    assertThat(root.resolve("key")).hasContent("the key");
    assertThat(root.resolve(SITE + "pointer.json")).hasContent("{\"live\":\"v1\"}");
    assertThat(root.resolve("repositories/shop.git/refs/tags")).isEmptyDirectory();
    assertThat(Files.getLastModifiedTime(root.resolve(SITE + "kept/uploads/größe.txt")))
        .isEqualTo(FileTime.from(NOW));
    Path blob = root.resolve("blobs/01/" + BLOB);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blob)))
        .isEqualTo("r--------");
    assertThat(Files.getAttribute(blob, "unix:nlink")).as("one file with two names").isEqualTo(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
  }

  @Test
  void theKeyIsLeftOutWhenThatIsAsked() throws Exception {
    backUp(false);
    assertThat(names(restored().root())).doesNotContain("key").contains("freehold.db");
  }

  @Test
  void aDatabaseThatAnAppIsWritingToIsCopiedWhole() throws Exception {
    Path data = Files.createDirectories(home.root().resolve(SITE + "kept/data"));
    Path file = data.resolve("app.db");
    try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = app.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma wal_autocheckpoint = 0");
      statement.execute("create table notes (text)");
      statement.execute("insert into notes values ('committed')");
      statement.execute("begin immediate");
      statement.execute("insert into notes values ('not committed')");
      assertThat(data.resolve("app.db-wal")).as("what was written is in it").isNotEmptyFile();
      backUp(true);
    }
    Path copy = restored().root().resolve(SITE + "kept/data/app.db");
    assertThat(names(copy.resolveSibling(""))).containsExactly("app.db");
    try (Connection app = DriverManager.getConnection("jdbc:sqlite:" + copy);
        var statement = app.createStatement();
        var notes = statement.executeQuery("select group_concat(text) from notes")) {
      assertThat(notes.getString(1)).isEqualTo("committed");
    }
    assertThat(temp.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void linksInKeptFoldersAreLeftOutAndNamed() throws Exception {
    Files.createSymbolicLink(home.root().resolve(SITE + "kept/uploads/out"), temp);
    assertThat(backUp(true).leftOut()).containsExactly(SITE + "kept/uploads/out");
    assertThat(names(restored().root())).doesNotContain(SITE + "kept/uploads/out");
  }

  @Test
  void aHomeThatIsUsedIsNotTouched() throws Exception {
    backUp(true);
    Archive checked = Archive.checked(archive);
    var used = new Home(temp.resolve("used"));
    Files.createDirectories(used.root());
    Files.writeString(used.root().resolve("mine"), "mine");
    assertThatThrownBy(() -> Restoring.into(used, checked))
        .isInstanceOfSatisfying(
            FreeholdException.class, e -> assertThat(e.code()).isEqualTo("backup.home-not-empty"));
    assertThat(names(used.root())).containsExactly("mine");
  }

  @Test
  void anEmptyHomeIsReplacedAndNothingIsLeftBeside() throws Exception {
    backUp(true);
    Path shelf = Files.createDirectories(temp.resolve("shelf"));
    var empty = new Home(Files.createDirectories(shelf.resolve("empty")));
    Restoring.into(empty, Archive.checked(archive));
    assertThat(empty.database()).hasContent("the database");
    try (var files = Files.list(shelf)) {
      assertThat(files).containsExactly(empty.root());
    }
  }

  @Test
  void theFileIsNamedAfterTheTimeInAFolderAndNeverReplacesAnother() throws Exception {
    BackupFile target = BackupFile.of(temp, home, NOW);
    assertThat(target.file().getFileName()).hasToString("freehold-20261130-180000.tar.gz");
    assertThat(target.unfinished().getParent()).isEqualTo(target.file().getParent());
    Files.writeString(target.unfinished(), "whole");
    Files.writeString(target.file(), "of somebody");
    refused("backup.file-exists", target::publish);
    assertThat(target.file()).hasContent("of somebody");
    refused("backup.file-exists", () -> BackupFile.of(target.file(), home, NOW));
    target.discard();
    assertThat(target.unfinished()).doesNotExist();
    refused("backup.folder-missing", () -> BackupFile.of(temp.resolve("none/a.tar.gz"), home, NOW));
    refused("backup.inside-home", () -> BackupFile.of(home.root(), home, NOW));
    Path inside = Files.createSymbolicLink(temp.resolve("in"), home.sites());
    refused("backup.inside-home", () -> BackupFile.of(inside.resolve("a"), home, NOW));
  }

  private static void refused(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(FreeholdException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
