package dev.freehold.builds;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture that the code imports as only Figma Make resolves it, {@code figma:asset/HASH.png}, and
 * that has neither a file nor an alias in the export.
 *
 * @param name of the picture: {@code HASH.png}
 * @param place file and line of the import
 */
record FigmaPicture(String name, String place) {
  private static final Pattern IMPORT = Pattern.compile("figma:asset/([\\w.-]+)");
  private static final Pattern CODE = Pattern.compile(".*\\.[cm]?[jt]sx?");
  private static final long LARGEST = 1 << 20;

  /**
   * @param failing what the build said of its failure
   * @param folder in which it ran
   */
  static Optional<FigmaPicture> wanted(List<String> failing, Path folder) {
    for (String line : failing) {
      Matcher matcher = IMPORT.matcher(line);
      if (matcher.find()) {
        var search = new Search(folder, matcher.group());
        try {
          Files.walkFileTree(folder, search);
        } catch (IOException e) {
          throw MachineError.io("Looking for the import of " + matcher.group(), e);
        }
        return Optional.ofNullable(search.place)
            .map(place -> new FigmaPicture(matcher.group(1), place));
      }
    }
    return Optional.empty();
  }

  private static final class Search extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final String text;
    private @Nullable String place;

    Search(Path folder, String text) {
      this.folder = folder;
      this.text = text;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
      return at.endsWith(Dependencies.FOLDER)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = folder.relativize(file).toString();
      if (!attributes.isRegularFile()
          || attributes.size() > LARGEST
          || !CODE.matcher(path).matches()
          || path.startsWith("vite.config.")) {
        return FileVisitResult.CONTINUE;
      }
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).contains(text)) {
          place = path + ":" + (i + 1);
          return FileVisitResult.TERMINATE;
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
