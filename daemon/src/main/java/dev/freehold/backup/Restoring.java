package dev.freehold.backup;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Makes a home from an archive: unpacked and synced under another name beside it, then renamed, so
 * that the home is there whole or not at all, and never in the place of another one.
 */
public final class Restoring {
  private final Path folder;
  private final Map<Path, Set<PosixFilePermission>> modes = new LinkedHashMap<>();

  private Restoring(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws UserError {@code backup.home-not-empty}
   */
  public static void refuseUsed(Home home) {
    try {
      if (Files.exists(home.root()) && !isEmptyFolder(home.root())) {
        throw used(home);
      }
    } catch (IOException e) {
      throw MachineError.io("Reading " + home.root(), e);
    }
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (var found = Files.newDirectoryStream(path)) {
      return !found.iterator().hasNext();
    }
  }

  private static UserError used(Home home) {
    return new UserError(
        "backup.home-not-empty",
        "The home " + home.root() + " is there already and not empty.",
        "Move it away, or set FREEHOLD_HOME to a folder that is empty or not there yet.");
  }

  /**
   * Nothing is left when it fails.
   *
   * @throws UserError {@code backup.home-not-empty}, {@code backup.damaged}
   * @throws MachineError {@code machine.io}, {@code machine.no-room}
   */
  public static void into(Home home, Archive archive) {
    refuseUsed(home);
    Path unfinished = unfinished(home);
    try {
      try {
        refuseLackOfRoom(archive, unfinished);
        new Restoring(unfinished).unpack(archive);
        publish(unfinished, home);
      } finally {
        Folders.delete(unfinished);
      }
    } catch (IOException e) {
      throw MachineError.io("Restoring into " + home.root(), e);
    }
  }

  private static Path unfinished(Home home) {
    Path root = home.root();
    try {
      Path real = Files.exists(root) ? root.toRealPath() : root;
      Files.createDirectories(real.resolveSibling(""));
      Path folder = real.resolveSibling("." + real.getFileName() + "." + UUID.randomUUID());
      Home.privateFolder(folder);
      return folder;
    } catch (IOException e) {
      throw MachineError.io("Making a folder beside " + root, e);
    }
  }

  private static void refuseLackOfRoom(Archive archive, Path folder) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() < archive.bytes()) {
      throw MachineError.noRoom(
          "Unpacking " + archive.file() + " failed", new IOException("No space left on device"));
    }
  }

  /** Renaming takes the place of an empty folder, and of nothing else (rename(2)). */
  private static void publish(Path unfinished, Home home) throws IOException {
    Path real = Files.exists(home.root()) ? home.root().toRealPath() : home.root();
    DurableFiles.syncFolder(unfinished);
    try {
      Files.move(unfinished, real, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!isEmptyFolder(real)) {
        throw used(home);
      }
      throw e;
    }
    DurableFiles.syncFolder(real.resolveSibling(""));
  }

  private void unpack(Archive archive) throws IOException {
    ArchiveEntries.read(archive.file(), this::write);
    // last: a folder may be one that nothing can be written into
    for (Map.Entry<Path, Set<PosixFilePermission>> mode :
        modes.entrySet().stream().toList().reversed()) {
      DurableFiles.syncFolder(mode.getKey());
      Files.setPosixFilePermissions(mode.getKey(), mode.getValue());
    }
  }

  private void write(String name, TarArchiveEntry entry, Optional<String> link, InputStream bytes)
      throws IOException {
    Path path = folder.resolve(name);
    if (name.equals(Marker.FILE)) {
      return;
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      modes.put(path, Modes.permissions(entry.getMode()));
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (link.isPresent()) {
      hardLink(path, folder.resolve(link.get()));
      return;
    }
    writeFile(path, bytes);
    Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    Files.setPosixFilePermissions(path, Modes.permissions(entry.getMode()));
  }

  private static void writeFile(Path path, InputStream bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      OutputStream out = Channels.newOutputStream(channel);
      bytes.transferTo(out);
      channel.force(true);
    }
  }

  /** Not every disk has hard links. */
  private static void hardLink(Path path, Path first) throws IOException {
    try {
      Files.createLink(path, first);
    } catch (UnsupportedOperationException | IOException _) {
      Files.copy(first, path, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
