package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.luben.zstd.Zstd;
import dev.freehold.file.Unpacker.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of every sort, always the same for a seed. */
class MutatedArchivesTest {
  private static final long SEED = 20261122;
  private static final int ROUNDS = 3_000;

  @TempDir Path folder;

  private static List<byte[]> originals() {
    var tar =
        new RawTar()
            .file("package.json", "{\"scripts\":{\"build\":\"vite build\"}}")
            .pax("path", "a/long name.txt".getBytes(StandardCharsets.UTF_8))
            .file("short", "text ".repeat(50))
            .executable("run.sh", "#!/bin/sh")
            .file("dist/index.html", "out")
            .type("d/", '5')
            .file("d/x", "y");
    byte[] plain = tar.bytes();
    return List.of(
        plain,
        RawTar.gz(plain),
        Zstd.compress(plain),
        RawZip.of(
            RawZip.file("package.json", "{\"scripts\":{\"build\":\"vite build\"}}"),
            RawZip.file("src/a.ts", "text ".repeat(50)),
            RawZip.file("b", "stored").stored(),
            RawZip.file("c", "described").descriptor(),
            RawZip.file("dist/", ""),
            RawZip.file("dist/index.html", "out")));
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xff);
        case 4 -> {
          byte[] bad = "../../victim".getBytes(StandardCharsets.UTF_8);
          System.arraycopy(bad, 0, bytes, at, Math.min(bad.length, bytes.length - at));
        }
        default -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(1, 600), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  @Test
  void damageIsTakenOrRefusedAndNeverLeavesTheFolder() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("a/b"));
    var around = new Unpacking(folder, Limits.standard());
    var unpacking = new Unpacking(inner, Limits.standard());
    var originals = originals();
    var random = new Random(SEED);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] archive = mutated(originals.get(round % originals.size()), random);
      var source = random.nextBoolean() ? Source.ARCHIVE : Source.FOLDER;
      boolean[] was = new boolean[1];
      assertThatCode(() -> was[0] = unpacking.isTaken(archive, source))
          .as("seed %d, round %d: %s", SEED, round, HexFormat.of().formatHex(archive))
          .doesNotThrowAnyException();
      taken += was[0] ? 1 : 0;
    }
    assertThat(around.everything().keySet()).containsExactly("", "a", "a/b");
    assertThat(taken).as("some damage is harmless, most is not").isBetween(1, ROUNDS / 2);
  }
}
