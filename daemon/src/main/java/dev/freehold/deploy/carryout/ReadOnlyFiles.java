package dev.freehold.deploy.carryout;

import dev.freehold.base.ShellWords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An app that ends because it may not write to its own files, told by what it printed. So say Linux
 * (errno 30), SQLite (its result codes 8 and 14) and what reads its files for Node and Python.
 *
 * @param keepsFolders whether folders can stay from release to release where it runs
 * @param kept those that do
 */
record ReadOnlyFiles(boolean keepsFolders, List<String> kept) {
  private static final Pattern SIGN =
      Pattern.compile(
          "\\bEROFS\\b|\\bSQLITE_READONLY|\\bSQLITE_CANTOPEN|read-only file system"
              + "|attempt to write a readonly database|unable to open (the )?database file"
              + "|cannot open database because the directory does not exist",
          Pattern.CASE_INSENSITIVE);

  /**
   * Says so only of a path of the app: on servers its files belong to somebody else, and Node's
   * recursive {@code mkdir} says in files that are read-only that a folder is missing.
   */
  private static final Pattern SIGN_WITH_PATH =
      Pattern.compile(
          "\\bEACCES\\b|permission denied|\\bENOENT\\b.*\\bmkdir\\b", Pattern.CASE_INSENSITIVE);

  /** Of a file of the app, as the sandbox here and servers elsewhere name it. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w/])(?:/srv/freehold/\\S+?/releases/[^/\\s]+)?/app(?:\\.k[0-9a-f]+)?/([^'\"`:,;)]+)");

  /** What to do about it; empty when it is about something else. */
  Optional<String> remedy(String printed) {
    return printed.lines().filter(ReadOnlyFiles::isSign).findFirst().flatMap(this::remedyOf);
  }

  private static boolean isSign(String line) {
    return SIGN.matcher(line).find()
        || (SIGN_WITH_PATH.matcher(line).find() && PATH.matcher(line).find());
  }

  private Optional<String> remedyOf(String line) {
    Matcher path = PATH.matcher(line);
    String folder = path.find() ? folder(path.group(1).strip(), line) : "FOLDER";
    if (isOfTheRelease(folder) || kept.stream().anyMatch(k -> (folder + "/").startsWith(k + "/"))) {
      return Optional.empty();
    }
    return Optional.of(
        "The app's own files are read-only where it runs. "
            + (keepsFolders
                ? keep(folder)
                : "Have it keep its data in a database or a storage"
                    + " service, because this target keeps no folder from release to release")
            + ". Then deploy again. What was live before is untouched.");
  }

  private static String keep(String folder) {
    if (folder.isEmpty()) {
      return "Have it write into a folder, such as data, and let that stay from release to release:"
          + " freehold app keep data";
    }
    return "Let the folder that it writes to stay from release to release: freehold app keep "
        + ShellWords.quoted(folder);
  }

  /** The folder itself where it is to be made; otherwise that of the file. */
  private static String folder(String path, String line) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    boolean isFolder = line.contains("mkdir") || !last.contains(".");
    return isFolder ? path : path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static boolean isOfTheRelease(String folder) {
    return Arrays.stream(folder.split("/"))
        .anyMatch(name -> name.startsWith(".") || name.equals("node_modules"));
  }
}
