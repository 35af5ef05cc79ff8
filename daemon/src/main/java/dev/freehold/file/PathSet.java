package dev.freehold.file;

import dev.freehold.base.UserError;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The files and folders of one export, none of which may meet another on a file system that ignores
 * case or the way a letter is composed.
 */
final class PathSet {
  private final Map<String, Known> byFold = new HashMap<>();

  /** How many files and folders there are, counting the folders that files imply. */
  int size() {
    return byFold.size();
  }

  /**
   * @throws UserError {@code intake.duplicate-entry}, {@code intake.path-collision}
   */
  void addFile(String path) {
    addParents(path);
    Known before = byFold.putIfAbsent(fold(path), new Known(path, false));
    if (before != null && before.path().equals(path) && !before.folder()) {
      throw new UserError(
          "intake.duplicate-entry",
          "The archive has two files for '" + ShownPath.of(path) + "'.",
          "Make the archive again; with two versions of a file nobody can say which one is meant.");
    }
    if (before != null) {
      throw collision(path, before);
    }
  }

  /**
   * @throws UserError {@code intake.path-collision}
   */
  void addFolder(String path) {
    addParents(path);
    Known before = byFold.putIfAbsent(fold(path), new Known(path, true));
    if (before != null && !(before.folder() && before.path().equals(path))) {
      throw collision(path, before);
    }
  }

  private void addParents(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return;
    }
    String parent = path.substring(0, slash);
    Known known = byFold.get(fold(parent));
    if (known == null || !known.folder() || !known.path().equals(parent)) {
      addFolder(parent);
    }
  }

  private static UserError collision(String path, Known before) {
    String problem =
        before.path().equals(path)
            ? "is both a file and a folder"
            : "and '"
                + ShownPath.of(before.path())
                + "' are the same name on computers that ignore case, such as Macs and Windows";
    return PathRules.refused(
        "collision", path, problem, "Rename one of the two in the builder, then export again.");
  }

  /** NFC and case folding; to upper case first so that {@code ß} and {@code ss} meet too. */
  static String fold(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
    String folded = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private record Known(String path, boolean folder) {}
}
