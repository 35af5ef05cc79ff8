package dev.freehold.store;

import dev.freehold.base.IoTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a database is. */
final class DatabasePlace {
  private DatabasePlace() {}

  /** Why it can't be opened there, whatever SQLite calls it. */
  static Optional<IoTrouble> trouble(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    if (Files.notExists(folder)) {
      return found(
          "the folder " + folder + " is not there",
          "Bring the folder back, with what was in it: the disk that it is on may not be mounted."
              + " Then try again.");
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(IoTrouble.noFolder(folder));
    }
    if (Files.isDirectory(file)) {
      return found("it is a folder", "Move that folder away, and try again.");
    }
    if (isReadOnly(folder)) {
      return Optional.of(IoTrouble.readOnly(folder));
    }
    if (!Files.isWritable(folder) || Files.exists(file) && !Files.isWritable(file)) {
      return found(
          "the user " + System.getProperty("user.name") + " may not write there",
          "Give " + folder + " and all that is in it to that user, and try again.");
    }
    return Optional.empty();
  }

  private static Optional<IoTrouble> found(String what, String remedy) {
    return Optional.of(new IoTrouble(what, remedy));
  }

  /** What does not say so itself is not known to be. */
  private static boolean isReadOnly(Path folder) {
    try {
      return Files.getFileStore(folder).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }
}
