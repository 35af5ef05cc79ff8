package dev.freehold.file;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Writes tar files block by block, also those that no library would write. */
public final class RawTar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public RawTar file(String name, String text) {
    return entry(utf8(name), '0', 0644, utf8(text));
  }

  public RawTar file(String name, byte[] bytes) {
    return entry(utf8(name), '0', 0644, bytes);
  }

  public RawTar executable(String name, String text) {
    return entry(utf8(name), '0', 0755, utf8(text));
  }

  /**
   * Any type without bytes: {@code 1} hard link, {@code 2} link, {@code 3} device, {@code 6} pipe.
   */
  public RawTar type(String name, char type) {
    return entry(utf8(name), type, 0644, new byte[0]);
  }

  /** An extended header for the entry after it. */
  public RawTar pax(String key, byte[] value) {
    int length = key.length() + value.length + 3;
    int whole = length + Integer.toString(length + 2).length();
    var record = new ByteArrayOutputStream();
    record.writeBytes(utf8(whole + " " + key + "="));
    record.writeBytes(value);
    record.write('\n');
    return entry(utf8("PaxHeader"), 'x', 0644, record.toByteArray());
  }

  public RawTar entry(byte[] name, char type, int mode, byte[] bytes) {
    header(name, type, mode, bytes.length);
    out.writeBytes(bytes);
    out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
    return this;
  }

  /** A header alone; nothing has to follow it. */
  public RawTar header(byte[] name, char type, int mode, long size) {
    byte[] block = new byte[512];
    System.arraycopy(name, 0, block, 0, Math.min(name.length, 100));
    TarUtils.formatLongOctalBytes(mode, block, 100, 8);
    TarUtils.formatLongOctalBytes(0, block, 108, 8);
    TarUtils.formatLongOctalBytes(0, block, 116, 8);
    TarUtils.formatLongOctalOrBinaryBytes(size, block, 124, 12);
    TarUtils.formatLongOctalBytes(0, block, 136, 12);
    block[156] = (byte) type;
    System.arraycopy(utf8("ustar\00000"), 0, block, 257, 8);
    Arrays.fill(block, 148, 156, (byte) ' ');
    TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(block), block, 148, 8);
    out.writeBytes(block);
    return this;
  }

  public byte[] unfinished() {
    return out.toByteArray();
  }

  public byte[] bytes() {
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  public byte[] gz() {
    return gz(bytes());
  }

  public byte[] zst() {
    return Zstd.compress(bytes());
  }

  public static byte[] gz(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
