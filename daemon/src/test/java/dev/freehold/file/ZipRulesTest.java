package dev.freehold.file;

import static dev.freehold.file.RawZip.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZipRulesTest extends RulesFixture {
  @ParameterizedTest
  @CsvSource({
    "../outside/victim, intake.path-traversal",
    "a/../../outside/victim, intake.path-traversal",
    "node_modules/../../outside/victim, intake.path-traversal",
    "/etc/victim, intake.path-absolute",
    "C:/victim, intake.path-drive",
    "'..\\outside\\victim', intake.path-backslash",
    "a//b, intake.path-not-plain",
    "src/aux.ts, intake.path-reserved-name",
    "src/a., intake.path-trailing-dot-or-space",
    ".git/hooks/post-checkout, intake.path-git",
    "app/.GIT/config, intake.path-git",
    "GIT~1/config, intake.path-git",
  })
  void aBadPathIsRefused(String path, String code) throws Exception {
    unpacking.refused(RawZip.of(file("index.html", "x"), file(path, "bad")), code);
  }

  @Test
  void aControlCharacterIsRefused() throws Exception {
    unpacking.refused(RawZip.of(file("a\0b", "x")), "intake.path-control-character");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws Exception {
    byte[] shiftJis = "日本.txt".getBytes(Charset.forName("Shift_JIS"));
    unpacking.refused(RawZip.of(RawZip.rawName(shiftJis)), "intake.path-not-utf8");
  }

  @Test
  void aNameInTheUnicodeExtraFieldIsUsed() throws Exception {
    byte[] cp437 = {'c', 'a', 'f', (byte) 0x82};
    var field = new UnicodePathExtraField("café", cp437);
    var extra = new ByteArrayOutputStream();
    extra.writeBytes(field.getHeaderId().getBytes());
    extra.writeBytes(field.getCentralDirectoryLength().getBytes());
    extra.writeBytes(field.getCentralDirectoryData());
    var crc = new CRC32();
    crc.update(cp437);
    assertThat(field.getNameCRC32()).isEqualTo(crc.getValue());
    var unpacked = unpacking.unpack(RawZip.of(RawZip.rawName(cp437).extra(extra.toByteArray())));
    assertThat(unpacked.files()).extracting(FileRecord::path).containsExactly("café");
  }

  @Test
  void utf8WithoutItsFlagIsRead() throws Exception {
    var unpacked = unpacking.unpack(RawZip.of(file("日本語.txt", "x")));
    assertThat(unpacked.files()).extracting(FileRecord::path).containsExactly("日本語.txt");
  }

  @Test
  void namesThatMeetOnAnotherSystemAreRefused() throws Exception {
    unpacking.refused(
        RawZip.of(file("src/App.tsx", "1"), file("src/app.tsx", "2")), "intake.path-collision");
    unpacking.refused(RawZip.of(file("a", "1"), file("a/b", "2")), "intake.path-collision");
  }

  @Test
  void aDuplicateEntryIsRefused() throws Exception {
    unpacking.refused(
        RawZip.of(file("index.html", "good"), file("index.html", "bad")), "intake.duplicate-entry");
  }

  @Test
  void aLinkIsRefused() throws Exception {
    unpacking.refused(
        RawZip.of(file("link", "../outside/victim").mode(0120777), file("x", "x")), "intake.link");
  }

  @Test
  void aLinkAndAFileThroughItAreRefused() throws Exception {
    unpacking.refused(
        RawZip.of(file("d", "../outside").mode(0120777), file("d/victim", "bad")), "intake.link");
  }

  @ParameterizedTest
  @CsvSource({"0010644", "0020644", "0060644", "0140644"})
  void aPipeADeviceOrASocketIsRefused(String mode) throws Exception {
    unpacking.refused(
        RawZip.of(file("x", "").mode(Integer.parseInt(mode, 8))), "intake.special-file");
  }

  @Test
  void aPasswordIsRefused() throws Exception {
    unpacking.refused(RawZip.of(file("a", "x").flags(1)), "intake.encrypted");
    unpacking.refused(RawZip.of(file("a", "x").flags(1).claimMethod(99)), "intake.encrypted");
  }

  @ParameterizedTest
  @CsvSource({"1", "6", "9", "12", "14", "93", "95"})
  void anotherCompressionIsRefused(int method) throws Exception {
    unpacking.refused(
        RawZip.of(file("a", "x").claimMethod(method)), "intake.compression-unsupported");
  }

  @Test
  void anotherNameInTheLocalHeaderIsRefused() throws Exception {
    unpacking.refused(
        RawZip.of(file("index.html", "x").localName("../../evil")), "intake.archive-broken");
  }

  @Test
  void aWrongChecksumIsRefused() throws Exception {
    unpacking.refused(RawZip.of(file("a", "x").wrongCrc()), "intake.archive-broken");
  }

  @Test
  void aWrongSizeIsRefused() throws Exception {
    unpacking.refused(RawZip.of(file("a", "abc").claimSize(2)), "intake.archive-broken");
    unpacking.refused(RawZip.of(file("a", "abc").claimSize(4)), "intake.archive-broken");
  }

  @Test
  void aFolderWithBytesIsRefused() throws Exception {
    unpacking.refused(RawZip.of(file("a/", "hidden"), file("b", "x")), "intake.archive-broken");
  }

  @Test
  void aCutOffArchiveIsRefused() throws Exception {
    byte[] whole = RawZip.of(file("a", "x".repeat(500)), file("b", "y"));
    for (int length : new int[] {30, whole.length / 2, whole.length - 30, whole.length - 10}) {
      unpacking.refused(Arrays.copyOf(whole, length), "intake.archive-broken");
    }
  }

  @Test
  void anEmptyArchiveIsRefused() throws Exception {
    unpacking.refused(RawZip.of(), "intake.empty");
    unpacking.refused(RawZip.of(file("src/", "")), "intake.empty");
    unpacking.refused(RawZip.of(file("node_modules/a/index.js", "x")), "intake.empty");
  }

  @Test
  void bytesBehindTheEndAreNotRead() throws Exception {
    byte[] whole = RawZip.of(file("a", "x"));
    byte[] longer = Arrays.copyOf(whole, whole.length + 100);
    Arrays.fill(longer, whole.length, longer.length, (byte) 'z');
    assertThat(unpacking.unpack(longer).files()).extracting(FileRecord::path).containsExactly("a");
  }

  @Test
  void whatIsOnlyInALocalHeaderIsNotThere() throws Exception {
    var zip = new RawZip();
    zip.add(file("a", "x"));
    byte[] hidden = RawZip.of(file("hidden", "y"));
    byte[] whole = zip.finish();
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(hidden);
    joined.writeBytes(whole);
    assertThat(unpacking.unpack(joined.toByteArray()).files())
        .extracting(FileRecord::path)
        .containsExactly("a");
  }

  @Test
  void dataDescriptorsAndStoredEntriesAreRead() throws Exception {
    var unpacked =
        unpacking.unpack(
            RawZip.of(
                file("a", "one").descriptor(),
                file("b", "two").stored(),
                file("c", "three").stored().descriptor(),
                file("empty", "").stored(),
                file("d", "four")));
    assertThat(unpacked.root().resolve("a")).hasContent("one");
    assertThat(unpacked.root().resolve("b")).hasContent("two");
    assertThat(unpacked.root().resolve("c")).hasContent("three");
    assertThat(unpacked.root().resolve("d")).hasContent("four");
    assertThat(unpacked.root().resolve("empty")).isEmptyFile();
  }

  @Test
  void zip64IsRead() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      zip.putArchiveEntry(new ZipArchiveEntry("index.html"));
      zip.write("hello".getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
    }
    assertThat(unpacking.unpack(bytes.toByteArray()).root().resolve("index.html"))
        .hasContent("hello");
  }

  @Test
  void anArchiveInsideStaysAFile() throws Exception {
    byte[] inner = RawZip.of(file("../../x", "bad"));
    var unpacked = unpacking.unpack(RawZip.of(file("inner.zip", inner).stored()));
    assertThat(Files.readAllBytes(unpacked.root().resolve("inner.zip"))).isEqualTo(inner);
  }

  @Test
  void onlyTheExecutableBitIsKept() throws Exception {
    var unpacked =
        unpacking.unpack(
            RawZip.of(file("run.sh", "x").mode(0106777), file("plain", "x").mode(0100666)));
    assertThat(unpacked.files())
        .extracting(FileRecord::path, FileRecord::executable)
        .containsExactly(tuple("plain", false), tuple("run.sh", true));
    assertThat(Files.getPosixFilePermissions(unpacked.root().resolve("run.sh"))).hasSize(3);
    assertThat(Files.getPosixFilePermissions(unpacked.root().resolve("plain"))).hasSize(2);
    assertThat(Files.getPosixFilePermissions(unpacked.root())).as("0700").hasSize(3);
  }
}
