package dev.freehold.file;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is directly in a folder of the user's, in an order that does not depend on the disk. */
final class FolderListing {
  private FolderListing() {}

  static List<Path> of(Path folder, String shown) {
    var children = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      found.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(shown, e);
    }
    children.sort(Comparator.comparing(child -> child.getFileName().toString()));
    return children;
  }

  /**
   * The last part of a path as text.
   *
   * @throws UserError {@code intake.path-not-utf8} when the bytes on disk are no text
   * @throws MachineError {@code machine.locale} when this process can't tell
   */
  static String name(Path file) {
    Path name = file.getFileName();
    String text = name.toString();
    if (text.chars().anyMatch(c -> c == '\uFFFD')) {
      if (!System.getProperty("sun.jnu.encoding", "").equalsIgnoreCase("UTF-8")) {
        throw locale(text, null);
      }
      throw PathRules.notUtf8(ShownPath.of(text));
    }
    return text;
  }

  static MachineError locale(String name, @Nullable Throwable cause) {
    return new MachineError(
        "machine.locale",
        "This machine's language setting has no room for the file name '"
            + ShownPath.of(name)
            + "'.",
        "Set LC_ALL=C.UTF-8 in the environment, stop Freehold with 'freehold daemon stop', then try"
            + " again.",
        cause);
  }

  static MachineError unreadable(String shown, Exception cause) {
    return new MachineError(
        "intake.unreadable",
        "'" + (shown.isEmpty() ? "." : shown) + "' can't be read: " + cause.getMessage(),
        "Make it readable for you, or remove it, then try again.",
        cause);
  }

  static UserError missing(Path folder, @Nullable IOException cause) {
    return new UserError(
        "intake.folder-missing",
        "There is no folder " + ShownPath.of(folder.toString()) + ".",
        "Check the path, then try again.",
        cause);
  }
}
