package dev.freehold.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.store.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is checked of an archive before anything is written. */
class ArchiveTest {
  private @TempDir Path temp;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private TarArchiveOutputStream begun(int format, int schema, boolean key) throws IOException {
    var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8");
    var marker = new Marker(format, "9.8.7", schema, Instant.EPOCH, key);
    add(tar, new TarArchiveEntry(Marker.FILE), Json.write(marker));
    return tar;
  }

  private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String name) throws IOException {
    add(tar, new TarArchiveEntry(name, true), "x");
  }

  private void refused(String code) throws IOException {
    Path file = Files.write(temp.resolve("a.tar.gz"), bytes.toByteArray());
    assertThatThrownBy(() -> Archive.checked(file))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void theSmallestArchiveThatWillDo() throws Exception {
    try (var tar = begun(Marker.FORMAT, Schema.version(), false)) {
      file(tar, "freehold.db");
    }
    Path file = Files.write(temp.resolve("a.tar.gz"), bytes.toByteArray());
    assertThat(Archive.checked(file).marker().freehold()).isEqualTo("9.8.7");
  }

  @ParameterizedTest
  @CsvSource({
    "../x",
    "/key",
    "sites/../../x",
    "sites//x",
    "sites/./x",
    "native-messaging/host",
    "work/x"
  })
  void aNameThatNoHomeHas(String name) throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
      file(tar, name);
    }
    refused("backup.unsafe");
  }

  @ParameterizedTest
  @CsvSource({
    "2, /etc/passwd",
    "2, key",
    "1, ../../x",
    "1, blobs/none",
    "1, sites",
    "3, x",
    "6, x"
  })
  void aLinkThatDoesNotLeadToAFileBefore(int type, String target) throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
      tar.putArchiveEntry(new TarArchiveEntry("sites/"));
      tar.closeArchiveEntry();
      var link = new TarArchiveEntry("blobs/a", (byte) ('0' + type), true);
      link.setLinkName(target);
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    refused("backup.unsafe");
  }

  @Test
  void aFileUnderAFileAndAFileTwice() throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
      file(tar, "sites");
      file(tar, "sites/x");
    }
    refused("backup.unsafe");
    bytes.reset();
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
      file(tar, "freehold.db");
    }
    refused("backup.unsafe");
  }

  @Test
  void aHardLinkToAFileBeforeIsWhatBackupsHave() throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
      var link = new TarArchiveEntry("blobs/a", TarConstants.LF_LINK, true);
      link.setLinkName("freehold.db");
      tar.putArchiveEntry(link);
      tar.closeArchiveEntry();
    }
    Path file = Files.write(temp.resolve("a.tar.gz"), bytes.toByteArray());
    assertThat(Archive.checked(file).bytes()).isGreaterThan(0);
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "1, 1000000"})
  void oneOfANewerFreehold(int format, int schema) throws Exception {
    try (var tar = begun(format, schema, false)) {
      file(tar, "freehold.db");
    }
    Path file = Files.write(temp.resolve("a.tar.gz"), bytes.toByteArray());
    assertThatThrownBy(() -> Archive.checked(file))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("backup.newer");
              assertThat(e.remedy()).contains("9.8.7");
            });
  }

  @Test
  void whatItsMarkerSaysIsNotInIt() throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, true)) {
      file(tar, "freehold.db");
    }
    refused("backup.damaged");
  }

  @Test
  void oneThatWasCutOffOrChanged() throws Exception {
    try (var tar = begun(Marker.FORMAT, 1, false)) {
      file(tar, "freehold.db");
    }
    byte[] whole = bytes.toByteArray();
    for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2}) {
      bytes.reset();
      bytes.writeBytes(Arrays.copyOf(whole, length));
      refused("backup.damaged");
    }
    byte[] changed = whole.clone();
    changed[whole.length - 6] ^= 1;
    bytes.reset();
    bytes.writeBytes(changed);
    refused("backup.damaged");
  }

  @Test
  void somethingElse() throws Exception {
    refused("backup.not-a-backup");
    bytes.writeBytes("PK no backup".getBytes(StandardCharsets.UTF_8));
    refused("backup.not-a-backup");
    bytes.reset();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      file(tar, "freehold.db");
    }
    refused("backup.not-a-backup");
    Path none = temp.resolve("none");
    assertThatThrownBy(() -> Archive.checked(none))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("backup.archive-missing"));
  }
}
