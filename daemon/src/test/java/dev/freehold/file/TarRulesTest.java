package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.freehold.file.Unpacker.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarRulesTest extends RulesFixture {
  @ParameterizedTest
  @CsvSource({
    "../outside/victim, intake.path-traversal",
    "./../outside/victim, intake.path-traversal",
    "/etc/victim, intake.path-absolute",
    "C:/victim, intake.path-drive",
    "'..\\outside\\victim', intake.path-backslash",
    "a/./b, intake.path-not-plain",
    "nul, intake.path-reserved-name",
    "'a ', intake.path-trailing-dot-or-space",
    ".git/config, intake.path-git",
    ".gIt/config, intake.path-git",
  })
  void aBadPathIsRefused(String path, String code) throws Exception {
    unpacking.refused(new RawTar().file("index.html", "x").file(path, "bad").bytes(), code);
  }

  @Test
  void aBadPathInAnExtendedHeaderIsRefused() throws Exception {
    byte[] path = "../outside/victim".getBytes(StandardCharsets.UTF_8);
    unpacking.refused(
        new RawTar().pax("path", path).file("good.txt", "bad").bytes(), "intake.path-traversal");
    unpacking.refused(
        new RawTar().entry(new byte[] {'L'}, 'L', 0, path).file("good.txt", "bad").bytes(),
        "intake.path-traversal");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws Exception {
    byte[] latin1 = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    unpacking.refused(
        new RawTar().entry(latin1, '0', 0644, new byte[0]).bytes(), "intake.path-not-utf8");
    unpacking.refused(
        new RawTar().pax("path", latin1).file("x", "x").bytes(), "intake.path-not-utf8");
  }

  @ParameterizedTest
  @CsvSource({
    "1, intake.link",
    "2, intake.link",
    "3, intake.special-file",
    "4, intake.special-file",
    "6, intake.special-file",
    "S, intake.special-file",
    "M, intake.special-file",
    "Z, intake.special-file"
  })
  void onlyFilesAndFoldersAreTaken(char type, String code) throws Exception {
    unpacking.refused(new RawTar().file("a", "x").type("odd", type).bytes(), code);
  }

  @Test
  void aSparseFileIsRefused() throws Exception {
    byte[] one = {'1'};
    unpacking.refused(
        new RawTar().pax("GNU.sparse.major", one).file("a", "x").bytes(), "intake.special-file");
  }

  @Test
  void namesThatMeetOnAnotherSystemAreRefused() throws Exception {
    unpacking.refused(
        new RawTar().file("A/x", "1").file("a/y", "2").bytes(), "intake.path-collision");
    unpacking.refused(
        new RawTar().file("a/x", "1").file("a", "2").bytes(), "intake.path-collision");
  }

  @Test
  void aDuplicateEntryIsRefused() throws Exception {
    unpacking.refused(
        new RawTar().file("a", "1").file("./a", "2").bytes(), "intake.duplicate-entry");
  }

  @Test
  void aCutOffArchiveIsRefused() throws Exception {
    var tar = new RawTar().file("a", "x".repeat(600)).file("b", "y");
    byte[] betweenFiles = tar.unfinished();
    unpacking.refused(betweenFiles, "intake.archive-broken");
    unpacking.refused(Arrays.copyOf(betweenFiles, 700), "intake.archive-broken");
    unpacking.refused(Arrays.copyOf(betweenFiles, 1_600), "intake.archive-broken");
    byte[] gz = tar.gz();
    unpacking.refused(Arrays.copyOf(gz, gz.length - 4), "intake.archive-broken");
    byte[] zst = Zstd.compress(betweenFiles);
    unpacking.refused(Arrays.copyOf(zst, zst.length - 2), "intake.archive-broken");
  }

  @Test
  void bytesBehindTheEndAreRefused() throws Exception {
    byte[] whole = new RawTar().file("a", "x").bytes();
    byte[] padded = Arrays.copyOf(whole, whole.length + 9_000);
    assertThat(unpacking.unpack(padded).files()).as("zeros are padding").hasSize(1);
    padded[whole.length + 100] = 'z';
    unpacking.refused(padded, "intake.archive-broken");
    byte[] gz = RawTar.gz(whole);
    byte[] longer = Arrays.copyOf(gz, gz.length + 10);
    Arrays.fill(longer, gz.length, longer.length, (byte) 'z');
    unpacking.refused(longer, "intake.archive-broken");
  }

  @Test
  void aWrongHeaderChecksumIsRefused() throws Exception {
    byte[] tar = new RawTar().file("a", "x").file("b", "y").bytes();
    tar[1024] = 'c';
    unpacking.refused(tar, "intake.archive-broken");
  }

  @Test
  void aHeaderThatLiesAboutItsSizeIsRefused() throws Exception {
    byte[] name = {'a'};
    unpacking.refused(
        new RawTar().header(name, '0', 0644, 1L << 40).bytes(), "intake.archive-broken");
    unpacking.refused(
        new RawTar().header(name, 'x', 0644, 1L << 40).bytes(), "intake.archive-broken");
    unpacking.refused(
        new RawTar().header(name, 'L', 0644, 2L << 20).bytes(), "intake.archive-broken");
    unpacking.refused(
        new RawTar().entry(name, 'x', 0644, new byte[] {'9', '9', ' ', 'a', '=', '\n'}).bytes(),
        "intake.archive-broken");
    unpacking.refused(
        new RawTar().pax("size", new byte[] {'-', '1'}).file("a", "x").bytes(),
        "intake.archive-broken");
  }

  @Test
  void anEmptyArchiveIsRefused() throws Exception {
    unpacking.refused(new RawTar().bytes(), "intake.empty");
    unpacking.refused(new RawTar().type("src/", '5').gz(), "intake.empty");
    unpacking.refused(new byte[0], "intake.empty");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws Exception {
    unpacking.refused(new byte[] {'x'}, "intake.archive-unknown");
    unpacking.refused(RawTar.gz(new byte[] {'h', 'i'}), "intake.archive-broken");
    byte[] text = "just a long text ".repeat(100).getBytes(StandardCharsets.UTF_8);
    unpacking.refused(text, "intake.archive-unknown");
    unpacking.refused(RawTar.gz(text), "intake.archive-unknown");
    unpacking.refused(Zstd.compress(text), "intake.archive-unknown");
    byte[] page = "<!DOCTYPE html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8);
    assertThat(unpacking.refused(page, "intake.archive-unknown")).hasMessageContaining("web page");
    byte[] rar = "Rar!\u001a\u0007".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(unpacking.refused(rar, "intake.archive-unknown")).hasMessageContaining("RAR");
    byte[] sevenZip = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c};
    assertThat(unpacking.refused(sevenZip, "intake.archive-unknown")).hasMessageContaining("7z");
    byte[] bzip = "BZh91AY".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(unpacking.refused(bzip, "intake.archive-unknown")).hasMessageContaining("bzip2");
  }

  @Test
  void everyPackingOfATarIsRead() throws Exception {
    var tar = new RawTar().file("a", "one").executable("b", "two").file("c/empty", "");
    byte[] plain = tar.bytes();
    for (byte[] archive : new byte[][] {plain, RawTar.gz(plain), Zstd.compress(plain)}) {
      var unpacked = unpacking.unpack(archive);
      assertThat(unpacked.root().resolve("a")).hasContent("one");
      assertThat(Files.isExecutable(unpacked.root().resolve("b"))).isTrue();
      assertThat(unpacked.root().resolve("c/empty")).isEmptyFile();
      assertThat(unpacked.files()).hasSize(3);
    }
  }

  @Test
  void gitsFolderAtTheRootOfAFolderIsLeftOut() throws Exception {
    byte[] tar =
        new RawTar()
            .file("index.html", "x")
            .file(".git/config", "c")
            .file(".git/HEAD", "h")
            .bytes();
    var unpacked = unpacking.unpack(tar, Source.FOLDER);
    assertThat(unpacked.files()).extracting(FileRecord::path).containsExactly("index.html");
    assertThat(unpacked.leftOut())
        .containsExactly(
            new LeftOut(".git", "git's own folder; Freehold keeps the history itself (2 files)"));
    unpacking.refused(
        new RawTar().file("x", "x").file("sub/.git/config", "c").bytes(),
        "intake.path-git",
        Source.FOLDER);
    unpacking.refused(
        new RawTar().file("x", "x").file(".GIT/config", "c").bytes(),
        "intake.path-git",
        Source.FOLDER);
  }

  @Test
  void gitArchivesCommentIsPassedOver() throws Exception {
    byte[] comment =
        "52 comment=0123456789012345678901234567890123456789\n".getBytes(StandardCharsets.UTF_8);
    byte[] name = {'g'};
    byte[] tar = new RawTar().entry(name, 'g', 0644, comment).file("a", "x").bytes();
    assertThat(unpacking.unpack(tar).files()).hasSize(1);
    byte[] path = "8 path=x\n".replace("8 ", "9 ").getBytes(StandardCharsets.UTF_8);
    unpacking.refused(
        new RawTar().entry(name, 'g', 0644, path).file("a", "x").bytes(), "intake.archive-broken");
  }
}
