package dev.freehold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A folder full of text that compresses like sources do. Always the same, by its seed. */
final class SourceFolder {
  private static final int PER_FOLDER = 40;
  private static final String[] WORDS = {
    "const",
    "return",
    "export",
    "function",
    "className",
    "=>",
    "props",
    "import",
    "from",
    "useState"
  };

  final Path root;
  private final Random random = new Random(20_261_122);
  private final List<Path> files = new ArrayList<>();

  SourceFolder(Path root, int count, int size) throws IOException {
    this.root = root;
    for (int i = 0; i < count; i++) {
      Path file = root.resolve("src/part" + i / PER_FOLDER + "/file" + i + ".tsx");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(size));
      files.add(file);
    }
  }

  /** Adds a line to {@code count} of the files. */
  void change(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      Path file = files.get(random.nextInt(files.size()));
      Files.writeString(file, Files.readString(file) + "// " + random.nextLong() + "\n");
    }
  }

  private String text(int size) {
    var text = new StringBuilder(size + 40);
    while (text.length() < size) {
      text.append(WORDS[random.nextInt(WORDS.length)])
          .append(random.nextInt(4) == 0 ? Long.toString(random.nextLong(), 36) : "")
          .append(random.nextInt(9) == 0 ? '\n' : ' ');
    }
    return text.toString();
  }
}
