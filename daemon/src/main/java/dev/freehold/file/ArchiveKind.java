package dev.freehold.file;

import com.github.luben.zstd.ZstdInputStream;
import dev.freehold.base.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Kinds of archive that are read. The first bytes decide, not the name. */
public enum ArchiveKind {
  ZIP,
  TAR,
  TAR_GZ,
  TAR_ZST;

  private static final int BLOCK = 512;

  /**
   * @throws UserError {@code intake.empty} for no bytes at all, {@code intake.archive-unknown}
   */
  public static ArchiveKind of(Path archive) throws IOException {
    byte[] start;
    try (var in = Files.newInputStream(archive)) {
      start = in.readNBytes(BLOCK);
    }
    if (start.length == 0) {
      throw Refusal.empty("The uploaded file");
    }
    if (startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (startsWith(start, 0x1f, 0x8b)) {
      return TAR_GZ;
    }
    if (startsWith(start, 0x28, 0xb5, 0x2f, 0xfd)) {
      return TAR_ZST;
    }
    if (start.length == BLOCK
        && (Arrays.equals(start, new byte[BLOCK]) || TarReader.isHeader(start))) {
      return TAR;
    }
    throw Refusal.unknown("The file is " + guess(start) + ".");
  }

  /** Opens an archive of this kind. */
  ArchiveReader open(Path archive, Limits limits) throws IOException {
    long size = Files.size(archive);
    return switch (this) {
      case ZIP -> ZipReader.open(archive, limits);
      case TAR -> new TarReader(raw(archive), Long.MAX_VALUE);
      case TAR_GZ -> tar(archive, size, limits, ArchiveKind::gunzip);
      case TAR_ZST -> tar(archive, size, limits, ZstdInputStream::new);
    };
  }

  private static ArchiveReader tar(
      Path archive, long size, Limits limits, Decompressor decompressor) throws IOException {
    InputStream raw = raw(archive);
    try {
      InputStream inflated = ArchiveReader.reading(() -> decompressor.open(raw));
      var metered = new MeteredStream(inflated, size, limits);
      return new TarReader(new BufferedInputStream(metered, 1 << 16), size);
    } catch (RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Every member of the file, and nothing that is not one (RFC 1952, section 2.2). */
  private static InputStream gunzip(InputStream raw) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(raw)
        .setDecompressConcatenated(true)
        .get();
  }

  private static InputStream raw(Path archive) throws IOException {
    return new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
  }

  private static String guess(byte[] start) {
    if (startsWith(start, 'R', 'a', 'r', '!')) {
      return "a RAR archive, which Freehold does not read";
    }
    if (startsWith(start, '7', 'z', 0xbc, 0xaf)) {
      return "a 7z archive, which Freehold does not read";
    }
    if (startsWith(start, 'B', 'Z', 'h') || startsWith(start, 0xfd, '7', 'z', 'X', 'Z')) {
      return "packed with bzip2 or xz, which Freehold does not read";
    }
    String text = new String(start, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "a web page and no archive; perhaps a sign-in page was saved in its place";
    }
    return "no archive that Freehold knows";
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  @FunctionalInterface
  private interface Decompressor {
    InputStream open(InputStream raw) throws IOException;
  }
}
