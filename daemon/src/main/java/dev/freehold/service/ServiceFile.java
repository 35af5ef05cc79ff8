package dev.freehold.service;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.WrittenFiles;
import dev.freehold.file.WrittenFiles.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The one file that a service manager reads about the daemon. */
final class ServiceFile {
  private final Path path;
  private final WrittenFiles written;

  /**
   * @param list where it is kept that we wrote it
   */
  ServiceFile(Path path, Path list) {
    this.path = path;
    this.written = new WrittenFiles(list);
  }

  Path path() {
    return path;
  }

  /** Whether it is there and has this line. */
  boolean hasLine(String line) {
    try {
      return Files.isRegularFile(path)
          && Files.readString(path).lines().map(String::strip).anyMatch(line.strip()::equals);
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }

  /**
   * @throws UserError {@code service.foreign-file}
   */
  void refuseForeign(String text) {
    if (!written.foreign(List.of(planned(text))).isEmpty()) {
      throw new UserError(
          "service.foreign-file",
          "There is a service already, "
              + path
              + ", which this Freehold did not write, or which was changed since.",
          "Look at it. To replace it: freehold daemon install --force");
    }
  }

  void write(String text) {
    written.write(List.of(planned(text)));
  }

  boolean isOurs() {
    return written.has(path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * @throws UserError {@code service.changed-file}
   */
  void refuseChanged(String byHand) {
    if (!written.isUnchanged(path)) {
      throw new UserError(
          "service.changed-file",
          path + " was changed since Freehold wrote it, so it is not removed.",
          "Look at it. To remove it: " + byHand + " && rm " + path);
    }
  }

  void remove() {
    written.remove();
  }

  private Planned planned(String text) {
    return new Planned(path, text, "rw-r--r--");
  }
}
