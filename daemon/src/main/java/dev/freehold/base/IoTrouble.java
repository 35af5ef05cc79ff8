package dev.freehold.base;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/**
 * Why a file can't be read or written, in words: Java's own message is often the file's name only.
 *
 * @param what as half a sentence
 */
public record IoTrouble(String what, String remedy) {
  /** As Linux and macOS say it (EROFS). */
  private static final String READ_ONLY = "Read-only file system";

  private static final String ANY =
      "Check that the disk has room and that the folder belongs to you, then try again.";

  /** Something else lies in the place of a folder. */
  public static IoTrouble noFolder(Object path) {
    return new IoTrouble(
        path + " is no folder", "Move away what lies there in its place, and try again.");
  }

  public static IoTrouble readOnly(Object path) {
    return new IoTrouble(
        path + " is on a disk that can only be read",
        "Mount that disk so that it can be written to, and try again.");
  }

  static IoTrouble of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException of) {
        return of(of);
      }
    }
    return new IoTrouble(String.valueOf(failure.getMessage()), ANY);
  }

  private static IoTrouble of(FileSystemException e) {
    String file = e.getFile();
    return switch (e) {
      case NoSuchFileException _ ->
          new IoTrouble(
              file + " is not there",
              "Bring it back: the disk that it is on may not be mounted. Then try again.");
      case AccessDeniedException _ ->
          new IoTrouble(
              "the user " + System.getProperty("user.name") + " may not do that with " + file,
              "Give it to that user, and try again.");
      case NotDirectoryException _ -> noFolder(file);
      case FileAlreadyExistsException _ ->
          new IoTrouble(file + " is there already", "Move it away, and try again.");
      case DirectoryNotEmptyException _ ->
          new IoTrouble(
              file + " is not empty", "See what lies in it, move that away, and try again.");
      default ->
          Objects.requireNonNullElse(e.getReason(), "").contains(READ_ONLY)
              ? readOnly(file)
              : new IoTrouble(String.valueOf(e.getMessage()), ANY);
    };
  }
}
