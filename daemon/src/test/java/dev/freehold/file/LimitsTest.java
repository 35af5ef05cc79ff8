package dev.freehold.file;

import static dev.freehold.file.Unpacking.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  /** 100 entries, 4 MiB in all, 2 MiB a file. */
  private static final Limits SMALL = new Limits(100, 4 * MIB, 2 * MIB, 100, MIB);

  @TempDir Path folder;

  private Unpacking unpacking(Limits limits) throws Exception {
    return new Unpacking(Files.createTempDirectory(folder, "case"), limits);
  }

  private static byte[] noise(long size) {
    byte[] bytes = new byte[(int) size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] zip(int files, byte[] each) {
    var zip = new RawZip();
    for (int i = 0; i < files; i++) {
      zip.add(RawZip.file("f" + i, each));
    }
    return zip.finish();
  }

  private static RawTar tar(int files, byte[] each) {
    var tar = new RawTar();
    for (int i = 0; i < files; i++) {
      tar.file("f" + i, each);
    }
    return tar;
  }

  @Test
  void theStandardIsThatOfTheDesign() {
    assertThat(Limits.standard()).isEqualTo(new Limits(20_000, 200 * MIB, 50 * MIB, 100, 10 * MIB));
    assertThat(Limits.of(Map.of())).isEqualTo(Limits.standard());
  }

  @Test
  void theEnvironmentRaisesLimits() {
    var limits =
        Limits.of(
            Map.of(
                "FREEHOLD_MAX_EXPORT_MIB", "500",
                "FREEHOLD_MAX_EXPORT_FILES", "30000",
                "FREEHOLD_MAX_EXPORT_FILE_MIB", " 60 "));
    assertThat(limits).isEqualTo(new Limits(30_000, 500 * MIB, 60 * MIB, 100, 10 * MIB));
  }

  @ParameterizedTest
  @ValueSource(strings = {"199", "0", "-1", "much", "99999999999", "1e9"})
  void aSettingThatRaisesNothingIsRefused(String value) {
    assertThatThrownBy(() -> Limits.of(Map.of("FREEHOLD_MAX_EXPORT_MIB", value)))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("intake.limit-invalid"));
  }

  @Test
  void tooManyFilesAreRefused() throws Exception {
    byte[] each = {'x'};
    assertThat(unpacking(SMALL).unpack(zip(100, each)).files()).hasSize(100);
    unpacking(SMALL).refused(zip(101, each), "intake.too-many-files");
    unpacking(SMALL).refused(tar(101, each).bytes(), "intake.too-many-files");
  }

  @Test
  void foldersCountAsEntries() throws Exception {
    unpacking(SMALL).refused(zipOfFolders(101), "intake.too-many-files");
    var deep = RawZip.of(RawZip.file("d/".repeat(100) + "x", "x"));
    unpacking(SMALL).refused(deep, "intake.too-many-files");
  }

  private static byte[] zipOfFolders(int count) {
    var zip = new RawZip();
    for (int i = 0; i < count; i++) {
      zip.add(RawZip.file("d" + i + "/", ""));
    }
    return zip.finish();
  }

  @Test
  void entriesThatAreLeftOutAreBoundedToo() throws Exception {
    var tar = new RawTar().file("index.html", "x");
    var zip = new RawZip();
    for (int i = 0; i < 1_001; i++) {
      tar.file("node_modules/" + i, "");
      zip.add(RawZip.file("node_modules/" + i, ""));
    }
    unpacking(SMALL).refused(tar.bytes(), "intake.too-many-files");
    unpacking(SMALL).refused(zip.finish(), "intake.too-many-files");
  }

  @Test
  void aLargeFileIsRefused() throws Exception {
    byte[] large = noise(2 * MIB + 1);
    unpacking(SMALL).refused(zip(1, large), "intake.file-too-large");
    unpacking(SMALL).refused(tar(1, large).bytes(), "intake.file-too-large");
    assertThat(unpacking(SMALL).unpack(zip(1, noise(2 * MIB))).files()).hasSize(1);
  }

  @Test
  void aLargeExportIsRefused() throws Exception {
    byte[] each = noise(MIB);
    assertThat(unpacking(SMALL).unpack(zip(4, each)).files()).hasSize(4);
    unpacking(SMALL).refused(zip(5, each), "intake.too-large");
    unpacking(SMALL).refused(tar(5, each).bytes(), "intake.too-large");
    unpacking(SMALL).refused(tar(5, each).gz(), "intake.too-large");
  }

  @Test
  void theSizeIsCountedAndNotBelieved() throws Exception {
    byte[] lie = RawZip.of(RawZip.file("a", noise(3 * MIB)).claimSize(10));
    unpacking(SMALL).refused(lie, "intake.archive-broken");
  }

  @Test
  void aBombIsRefused() throws Exception {
    byte[] zeros = new byte[(int) MIB];
    unpacking(SMALL).refused(zip(3, zeros), "intake.bomb");
    unpacking(SMALL).refused(tar(3, zeros).gz(), "intake.bomb");
    unpacking(SMALL).refused(tar(3, zeros).zst(), "intake.bomb");
  }

  @Test
  void aBombThatWouldBeLeftOutIsRefused() throws Exception {
    var tar = new RawTar().file("index.html", "x").file("node_modules/a", new byte[3 << 20]);
    unpacking(SMALL).refused(tar.gz(), "intake.bomb");
  }

  @Test
  void aRealBombIsRefusedAtTheStandardLimits() throws Exception {
    byte[] zeros = new byte[(int) (20 * MIB)];
    byte[] packed = Zstd.compress(tar(8, zeros).bytes());
    assertThat(packed).hasSizeLessThan(100_000);
    unpacking(Limits.standard()).refused(packed, "intake.bomb");
    unpacking(Limits.standard()).refused(zip(8, zeros), "intake.bomb");
  }

  @Test
  void aSmallArchiveMayCompressWell() throws Exception {
    byte[] zeros = new byte[(int) MIB];
    assertThat(unpacking(Limits.standard()).unpack(zip(9, zeros)).files()).hasSize(9);
  }

  @Test
  void whatIsLeftOutMayBeLargerThanTheLimit() throws Exception {
    var tar = new RawTar().file("index.html", "x").file("node_modules/a.js", noise(5 * MIB));
    assertThat(unpacking(SMALL).unpack(tar.bytes()).files()).hasSize(1);
  }

  @Test
  void anExportOfFiftyMebibytesIsTaken() throws Exception {
    var unpacked = unpacking(Limits.standard()).unpack(zip(1_000, noise(50 * 1024)));
    assertThat(unpacked.files()).hasSize(1_000);
    assertThat(unpacked.files().stream().mapToLong(FileRecord::size).sum())
        .isEqualTo(1_000L * 50 * 1024);
  }
}
