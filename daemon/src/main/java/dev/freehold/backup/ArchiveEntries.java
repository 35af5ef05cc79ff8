package dev.freehold.backup;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads an archive to its end and lets through only what a backup has: files and folders below the
 * names of a home, each once, and hard links to a file that came before.
 */
final class ArchiveEntries {
  private final Path archive;

  /** Whether a name is a folder. */
  private final Map<String, Boolean> seen = new HashMap<>();

  private ArchiveEntries(Path archive) {
    this.archive = archive;
  }

  /** What is done with an entry; its bytes, if it is a file, are read from the stream. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param name plain: no part of it is empty, a dot or two dots
     * @param link name of the file before that it is the same as
     */
    void visit(String name, TarArchiveEntry entry, Optional<String> link, InputStream bytes)
        throws IOException;
  }

  /**
   * @throws UserError {@code backup.archive-missing}, {@code backup.not-a-backup}, {@code
   *     backup.damaged}, {@code backup.unsafe}
   */
  static void read(Path archive, Visitor visitor) {
    new ArchiveEntries(archive).read(visitor);
  }

  private void read(Visitor visitor) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
      raw.mark(2);
      if (raw.read() != 0x1f || raw.read() != 0x8b) {
        throw notABackup(archive);
      }
      raw.reset();
      InputStream inflated =
          GzipCompressorInputStream.builder()
              .setInputStream(raw)
              .setDecompressConcatenated(true)
              .get();
      var tar = new TarArchiveInputStream(inflated, StandardCharsets.UTF_8.name());
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        visit(visitor, tar, entry);
      }
      // the checksum stands at the end
      inflated.transferTo(OutputStream.nullOutputStream());
    } catch (NoSuchFileException e) {
      throw new UserError(
          "backup.archive-missing", "There is no file " + archive + ".", "Check its name.", e);
    } catch (IllegalArgumentException e) {
      throw damaged(archive, e);
    } catch (IOException e) {
      if (MachineError.isNoRoom(e)) {
        throw MachineError.noRoom("Unpacking " + archive + " failed", e);
      }
      throw damaged(archive, e);
    }
  }

  private void visit(Visitor visitor, TarArchiveInputStream tar, TarArchiveEntry entry)
      throws IOException {
    if (!entry.isCheckSumOK()) {
      throw new IOException("the checksum of a file's header is wrong");
    }
    String name = entry.getName().replaceFirst("/$", "");
    if (seen.isEmpty() && !name.equals(Marker.FILE)) {
      throw notABackup(archive);
    }
    checkName(name);
    Optional<String> link = checkKind(name, entry);
    if (seen.put(name, entry.isDirectory()) != null) {
      throw unsafe(name, "is in it twice");
    }
    visitor.visit(name, entry, link, tar);
  }

  private void checkName(String name) {
    String[] parts = name.split("/", -1);
    if (!Marker.TOP.contains(parts[0])) {
      throw unsafe(name, "is no part of a home");
    }
    var folder = new StringBuilder();
    for (String part : parts) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw unsafe(name, "would lead out of its folder");
      }
      if (!folder.isEmpty() && Boolean.FALSE.equals(seen.get(folder.toString()))) {
        throw unsafe(name, "lies in something that is no folder");
      }
      folder.append(folder.isEmpty() ? "" : "/").append(part);
    }
  }

  private Optional<String> checkKind(String name, TarArchiveEntry entry) {
    if (entry.isLink()) {
      if (!Boolean.FALSE.equals(seen.get(entry.getLinkName()))) {
        throw unsafe(name, "is a link to something that does not come before it");
      }
      return Optional.of(entry.getLinkName());
    }
    boolean plain =
        entry.isDirectory()
            || !entry.isSparse()
                && (entry.getLinkFlag() == TarConstants.LF_NORMAL
                    || entry.getLinkFlag() == TarConstants.LF_OLDNORM);
    if (!plain) {
      throw unsafe(name, "is a link or another thing that is neither file nor folder");
    }
    return Optional.empty();
  }

  private UserError unsafe(String name, String why) {
    return new UserError(
        "backup.unsafe",
        "The archive " + archive + " was not made by Freehold: '" + name + "' " + why + ".",
        "Do not use it. Take another backup.");
  }

  static UserError notABackup(Path archive) {
    return new UserError(
        "backup.not-a-backup",
        archive + " is no archive of 'freehold backup'.",
        "A copy of a home that was made by hand is put back by hand: see Backup in"
            + " docs/operations.md.");
  }

  static UserError damaged(Path archive, Exception cause) {
    return new UserError(
        "backup.damaged",
        "The archive " + archive + " is damaged: " + cause.getMessage(),
        "Copy it again from where it came from, or take another backup.",
        cause);
  }
}
