package dev.freehold.backup;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Where an archive goes: it has another name until it is whole, and never takes the place of a
 * file.
 *
 * @param file its name when it is whole
 * @param unfinished its name until then, in the same folder
 */
public record BackupFile(Path file, Path unfinished) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'freehold-'yyyyMMdd-HHmmss'.tar.gz'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * @param named a file that is not there yet, or a folder, in which the file is named after the
   *     time
   * @throws UserError {@code backup.file-exists}, {@code backup.folder-missing}, {@code
   *     backup.inside-home}
   */
  public static BackupFile of(Path named, Home home, Instant now) {
    Path file = Files.isDirectory(named) ? named.resolve(NAME.format(now)) : named;
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UserError(
          "backup.folder-missing",
          "There is no folder " + folder + ".",
          "Make it, or mount the disk that it is on. Then try again.");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(file);
    }
    try {
      Path real = folder.toRealPath();
      if (Files.exists(home.root()) && real.startsWith(home.root().toRealPath())) {
        throw new UserError(
            "backup.inside-home",
            folder + " is in the home that is backed up.",
            "Name a file elsewhere, best on another disk.");
      }
      Path whole = real.resolve(file.getFileName());
      return new BackupFile(whole, DurableFiles.temporaryBeside(whole));
    } catch (IOException e) {
      throw MachineError.io("Reading the folder " + folder, e);
    }
  }

  /**
   * The archive is whole and synced.
   *
   * @throws UserError {@code backup.file-exists} when somebody made that file meanwhile
   */
  public void publish() {
    try {
      Files.move(unfinished, file);
      DurableFiles.syncFolder(file.resolveSibling(""));
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw MachineError.io("Naming " + file, e);
    }
  }

  /** Nothing is left of an archive that was not finished. */
  public void discard() {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw MachineError.io("Deleting " + unfinished, e);
    }
  }

  private static UserError exists(Path file) {
    return new UserError(
        "backup.file-exists",
        file + " is there already, and backups never take the place of a file.",
        "Name another file, or a folder: then the file is named after the time.");
  }
}
