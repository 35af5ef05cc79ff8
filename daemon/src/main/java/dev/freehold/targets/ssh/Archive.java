package dev.freehold.targets.ssh;

import com.github.luben.zstd.ZstdOutputStream;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A compressed tar archive as it is written to a server. */
final class Archive implements AutoCloseable {
  private static final int READ_ONLY = 0444;
  private static final int OWNERS = 0600;
  private static final int PROGRAM = 0555;
  private static final int BITS_OF_TIME = 31;

  private final TarArchiveOutputStream tar;

  /**
   * @param out stays open
   */
  Archive(OutputStream out, boolean zstd) throws IOException {
    var open = new Unclosed(out);
    this.tar =
        new TarArchiveOutputStream(
            zstd ? new ZstdOutputStream(open) : new GZIPOutputStream(open), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /** What reads it on the server. */
  static String unpacker(boolean zstd) {
    return zstd ? "zstd -dqc" : "gzip -dqc";
  }

  /**
   * A file under its hash. Web servers make an ETag of time and size, so the time is made of the
   * hash: it changes with the bytes and only with them.
   */
  void blob(String name, Sha256 id, long size, InputStream bytes) throws IOException {
    TarArchiveEntry entry = file(name, size);
    entry.setModTime(1000L * time(id));
    tar.putArchiveEntry(entry);
    bytes.transferTo(tar);
    tar.closeArchiveEntry();
  }

  static long time(Sha256 id) {
    return Long.parseLong(id.hex().substring(0, 8), 16) & ((1L << BITS_OF_TIME) - 1);
  }

  void text(String name, String text) throws IOException {
    text(name, READ_ONLY, text);
  }

  /** For its owner alone. */
  void secret(String name, String text) throws IOException {
    text(name, OWNERS, text);
  }

  private void text(String name, int mode, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = file(name, bytes.length);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  /** That anybody may run. */
  void program(String name, long size, InputStream bytes) throws IOException {
    TarArchiveEntry entry = file(name, size);
    entry.setMode(PROGRAM);
    tar.putArchiveEntry(entry);
    bytes.transferTo(tar);
    tar.closeArchiveEntry();
  }

  /** A name that leads elsewhere. */
  void symlink(String name, String to) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  void folder(String name) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
    tar.closeArchiveEntry();
  }

  /** Another name of a file that is there: a header and no data. */
  void link(String name, String existing) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
    entry.setLinkName(existing);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry file(String name, long size) {
    var entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setMode(READ_ONLY);
    return entry;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
