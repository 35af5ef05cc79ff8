package dev.freehold.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Why a database can't be opened where it is, whatever SQLite calls it.
 *
 * @param what as half a sentence
 */
record Obstacle(String what, String remedy) {
  static Optional<Obstacle> of(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling("");
    if (Files.notExists(folder)) {
      return found(
          "the folder " + folder + " is not there",
          "Bring the folder back, with what was in it: the disk that it is on may not be mounted."
              + " Then try again.");
    }
    if (!Files.isDirectory(folder)) {
      return found(
          folder + " is no folder", "Move away what lies there in its place, and try again.");
    }
    if (Files.isDirectory(file)) {
      return found("it is a folder", "Move that folder away, and try again.");
    }
    if (isReadOnly(folder)) {
      return found(
          folder + " is on a disk that can only be read",
          "Mount that disk so that it can be written to, and try again.");
    }
    if (!Files.isWritable(folder) || Files.exists(file) && !Files.isWritable(file)) {
      return found(
          "the user " + System.getProperty("user.name") + " may not write there",
          "Give " + folder + " and all that is in it to that user, and try again.");
    }
    return Optional.empty();
  }

  private static Optional<Obstacle> found(String what, String remedy) {
    return Optional.of(new Obstacle(what, remedy));
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
