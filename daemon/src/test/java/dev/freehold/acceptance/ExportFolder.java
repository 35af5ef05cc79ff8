package dev.freehold.acceptance;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** An export as a folder on disk, at the size that real ones have. */
final class ExportFolder {
  private final Path folder;

  private ExportFolder(Path folder) {
    this.folder = folder;
  }

  /** Without any file. */
  static ExportFolder empty(Path folder) throws IOException {
    return new ExportFolder(Files.createDirectories(folder));
  }

  /** A copy of a fixture. */
  static ExportFolder copy(String fixture, Path to) throws IOException {
    return copy(Path.of("exports", fixture), to);
  }

  /** A copy of an export that has one thing wrong. */
  static ExportFolder ofCase(String name, Path to) throws IOException {
    return copy(Path.of("cases", name), to);
  }

  private static ExportFolder copy(Path fixture, Path to) throws IOException {
    Path from = Launcher.sources().resolve("daemon/src/test/resources").resolve(fixture);
    try (var files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return new ExportFolder(to);
  }

  Path path() {
    return folder;
  }

  ExportFolder with(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  ExportFolder without(String path) throws IOException {
    Files.delete(folder.resolve(path));
    return this;
  }

  ExportFolder replacing(String path, String part, String by) throws IOException {
    String text = Files.readString(folder.resolve(path));
    if (!text.contains(part)) {
      throw new IllegalArgumentException(path + " does not contain " + part);
    }
    return with(path, text.replace(part, by));
  }

  ExportFolder endingWith(String path, String text) throws IOException {
    return with(path, Files.readString(folder.resolve(path)) + text);
  }

  ExportFolder startingWith(String path, String text) throws IOException {
    return with(path, text + Files.readString(folder.resolve(path)));
  }

  /**
   * Many components, all of them part of the page: {@code shelf} in {@code index} is the list of
   * them.
   *
   * @param extension {@code tsx} or {@code jsx} for components of React, {@code js} for functions
   */
  ExportFolder shelf(String path, int components, String extension) throws IOException {
    var index = new StringBuilder();
    var list = new StringBuilder();
    for (int number = 1; number <= components; number++) {
      String name = "Item%02d".formatted(number);
      String element = "<li title=\"%s\">Number %d on the shelf</li>".formatted(name, number);
      with(
          path + "/" + name + "." + extension,
          """
          export default function %s() {
            return %s;
          }
          """
              .formatted(name, extension.endsWith("x") ? element : "`" + element + "`"));
      index.append("import %1$s from \"./%1$s\";\n".formatted(name));
      list.append(list.isEmpty() ? "" : ", ").append(name);
    }
    return with(
        path + "/index." + extension.replace("x", ""),
        index + "\nexport const shelf = [" + list + "];\n");
  }

  /** A picture that does not get smaller by packing: over 1 MB. */
  ExportFolder picture(String path) throws IOException {
    var picture = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    var random = new Random(42);
    for (int x = 0; x < 640; x++) {
      for (int y = 0; y < 640; y++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
    return this;
  }
}
