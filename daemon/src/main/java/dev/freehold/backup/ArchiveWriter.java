package dev.freehold.backup;

import dev.freehold.base.MachineError;
import dev.freehold.store.SqliteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tar.gz that tar unpacks as well. A file that has several names on the disk is written
 * once, and its other names as hard links to the first.
 */
final class ArchiveWriter {
  private static final int BUFFER = 1 << 16;

  private final GZIPOutputStream gzip;
  private final TarArchiveOutputStream tar;
  private final Path scratch;
  private final LongConsumer progress;
  private final Map<Object, String> firstNames = new HashMap<>();
  private final List<String> changed = new ArrayList<>();
  private long done;
  private int files;

  /**
   * @param scratch a folder for copies of databases
   * @param progress told the bytes read so far
   */
  ArchiveWriter(OutputStream out, Path scratch, LongConsumer progress) throws IOException {
    this.gzip = new GZIPOutputStream(out, BUFFER);
    this.tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    this.scratch = scratch;
    this.progress = progress;
  }

  int files() {
    return files;
  }

  /** Names of files that became shorter while they were read: what is missing is zeros. */
  List<String> changed() {
    return List.copyOf(changed);
  }

  void add(Part part) throws IOException {
    if (part.folder()) {
      put(part, part.name() + "/", 0);
      tar.closeArchiveEntry();
      return;
    }
    if (part.held().isPresent()) {
      byte[] bytes = part.held().get();
      put(part, part.name(), bytes.length);
      tar.write(bytes);
      tar.closeArchiveEntry();
      count(bytes.length);
    } else if (part.database()) {
      addDatabase(part);
    } else if (part.inode().map(firstNames::get).orElse(null) instanceof String first) {
      link(part, first);
    } else {
      addFile(part, part.file(), part.size());
    }
    files++;
  }

  private void addDatabase(Part part) throws IOException {
    Path copy = scratch.resolve("kept.db");
    SqliteFiles.copy(part.file(), copy);
    try {
      addFile(part, copy, Files.size(copy));
    } finally {
      Files.delete(copy);
    }
  }

  /** One that is gone again is left out. */
  private void addFile(Part part, Path file, long size) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      put(part, part.name(), size);
      part.inode().ifPresent(inode -> firstNames.put(inode, part.name()));
      copy(part, file, in, size);
      tar.closeArchiveEntry();
    } catch (NoSuchFileException _) {
      count(size);
    }
  }

  private void copy(Part part, Path file, InputStream in, long size) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = size;
    while (left > 0) {
      int wanted = (int) Math.min(buffer.length, left);
      int n = read(in, buffer, wanted, file);
      if (n < 0) {
        changed.add(part.name());
        pad(left);
        return;
      }
      tar.write(buffer, 0, n);
      left -= n;
      count(n);
    }
  }

  private static int read(InputStream in, byte[] buffer, int wanted, Path file) {
    try {
      return in.read(buffer, 0, wanted);
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }

  private void pad(long missing) throws IOException {
    byte[] zeros = new byte[BUFFER];
    for (long left = missing; left > 0; left -= zeros.length) {
      tar.write(zeros, 0, (int) Math.min(zeros.length, left));
    }
    count(missing);
  }

  private void link(Part part, String first) throws IOException {
    var entry = new TarArchiveEntry(part.name(), TarConstants.LF_LINK, true);
    entry.setLinkName(first);
    put(entry, part);
    tar.closeArchiveEntry();
    count(part.size());
  }

  private void put(Part part, String name, long size) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(size);
    put(entry, part);
  }

  private void put(TarArchiveEntry entry, Part part) throws IOException {
    entry.setMode(part.mode());
    entry.setModTime(part.modified());
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }

  private void count(long bytes) {
    done += bytes;
    progress.accept(done);
  }

  /** Leaves the stream open. */
  void finish() throws IOException {
    tar.finish();
    tar.flush();
    gzip.finish();
    gzip.flush();
  }
}
