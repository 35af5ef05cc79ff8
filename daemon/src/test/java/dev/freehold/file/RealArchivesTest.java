package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as ordinary tools make them, with the odd names that real exports have. */
class RealArchivesTest {
  @TempDir Path temp;
  private final TreeMap<String, byte[]> app = new TreeMap<>();

  @BeforeEach
  void start() {
    var random = new Random(11);
    for (String path :
        List.of(
            "package.json",
            "app/(tabs)/index.tsx",
            "app/[[...sign-up]]/page.tsx",
            "src/routes/$id.tsx",
            "app/+html.tsx",
            "public/name(1).png",
            "public/with space/日本語 ファイル.txt",
            "entities/shop.Order.jsonc",
            "entities/Customer",
            ".github/workflows/deploy to prod.yml",
            "supabase/migrations/init.sql",
            "README copy.md",
            ".env",
            ".gitignore",
            "src/" + "deep/".repeat(30) + "end.ts",
            "e\u0301.txt")) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      random.nextBytes(bytes);
      app.put(path, bytes);
    }
    app.put("public/empty", new byte[0]);
    app.put("package.json", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private void assertTaken(byte[] archive, @Nullable String strippedRoot) throws Exception {
    var unpacked =
        new Unpacking(Files.createTempDirectory(temp, "case"), Limits.standard()).unpack(archive);
    assertThat(unpacked.strippedRoot()).isEqualTo(strippedRoot);
    assertThat(unpacked.files())
        .extracting(FileRecord::path)
        .containsExactlyElementsOf(app.keySet());
    for (var file : app.entrySet()) {
      assertThat(Files.readAllBytes(unpacked.root().resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  private Path folder() throws Exception {
    Path root = temp.resolve("my app");
    for (var file : app.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return root;
  }

  private byte[] tar(String... options) throws Exception {
    Path out = temp.resolve("out.tar");
    var command = new ArrayList<>(List.of("tar", "-cf", out.toString()));
    command.addAll(List.of(options));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(temp.resolve("log"))).isZero();
    return Files.readAllBytes(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gnu", "pax", "oldgnu", "ustar"})
  void theTarCommandsFormatsAreRead(String format) throws Exception {
    String folder = folder().toString();
    assertTaken(tar("--format=" + format, "-C", folder, "."), null);
    assertTaken(tar("--format=" + format, "-C", temp.toString(), "my app"), "my app");
  }

  @Test
  void theTarCommandsCompressionIsRead() throws Exception {
    assertTaken(tar("-z", "-C", folder().toString(), "."), null);
  }

  @Test
  void zstdOfTwoFramesIsRead() throws Exception {
    byte[] tar = tar("-C", folder().toString(), ".");
    var packed = new ByteArrayOutputStream();
    packed.writeBytes(Zstd.compress(Arrays.copyOf(tar, 1_000)));
    packed.writeBytes(Zstd.compress(Arrays.copyOfRange(tar, 1_000, tar.length)));
    assertTaken(packed.toByteArray(), null);
  }

  @Test
  void javasOwnZipIsRead() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : app.entrySet()) {
        zip.putNextEntry(new ZipEntry("my app/" + file.getKey()));
        zip.write(file.getValue());
      }
    }
    assertTaken(bytes.toByteArray(), "my app");
  }

  @Test
  void aZipWithFoldersAndUnicodeFieldsIsRead() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseLanguageEncodingFlag(false);
      zip.setCreateUnicodeExtraFields(ZipArchiveOutputStream.UnicodeExtraFieldPolicy.ALWAYS);
      zip.putArchiveEntry(new ZipArchiveEntry("app/"));
      zip.closeArchiveEntry();
      for (var file : app.entrySet()) {
        zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeArchiveEntry();
      }
    }
    assertTaken(bytes.toByteArray(), null);
  }
}
