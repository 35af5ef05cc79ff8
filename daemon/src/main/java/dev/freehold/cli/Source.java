package dev.freehold.cli;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code deploy} was given.
 *
 * @param kind of the export: {@code folder}, {@code zip}, {@code tar}, {@code tar.gz}, {@code
 *     tar.zst} or {@code git}
 * @param name for people, and for the app's slug
 * @param path of a folder or an archive
 * @param url of a repository
 */
record Source(String kind, String name, Optional<Path> path, Optional<String> url) {
  private static final Pattern URL = Pattern.compile("(https?|ssh|git|file)://.+");
  private static final Pattern SCP = Pattern.compile("[\\w.-]+@[\\w.-]+:.+");
  private static final List<String> GZIP = List.of(".tar.gz", ".tgz");

  /**
   * @param given a path, relative to {@code folder}, or a URL
   * @throws UserError {@code source.not-found}, {@code source.unknown-kind}
   */
  static Source of(String given, Path folder) {
    if (URL.matcher(given).matches() || SCP.matcher(given).matches()) {
      return new Source("git", given, Optional.empty(), Optional.of(given));
    }
    Path path = folder.resolve(given).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new UserError(
          "source.not-found",
          "There is nothing at " + path + ".",
          "Give the folder of the app, its zip or tar file, or the address of its git repository.");
    }
    String name = path.getFileName() == null ? "app" : path.getFileName().toString();
    if (!Files.isDirectory(path)) {
      return new Source(archive(name, path), name, Optional.of(path), Optional.empty());
    }
    if (isBareRepository(path)) {
      return new Source("git", name, Optional.empty(), Optional.of(path.toString()));
    }
    return new Source("folder", name, Optional.of(path), Optional.empty());
  }

  private static boolean isBareRepository(Path folder) {
    return Files.isRegularFile(folder.resolve("HEAD"))
        && Files.isDirectory(folder.resolve("objects"))
        && Files.isDirectory(folder.resolve("refs"));
  }

  private static String archive(String name, Path path) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".zip")) {
      return "zip";
    }
    if (GZIP.stream().anyMatch(lower::endsWith)) {
      return "tar.gz";
    }
    if (lower.endsWith(".tar.zst")) {
      return "tar.zst";
    }
    if (lower.endsWith(".tar")) {
      return "tar";
    }
    throw new UserError(
        "source.unknown-kind",
        "The file " + path + " is no .zip, .tar, .tar.gz or .tar.zst.",
        "Give the folder of the app, or the archive that the builder exported.");
  }
}
