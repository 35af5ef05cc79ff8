package dev.freehold.git;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/** The lines of an app's {@code .gitignore} files, which say what an export leaves out. */
public final class IgnoreRules {
  private static final String NAME = ".gitignore";
  private static final long LARGEST = 1 << 20;

  private final List<Line> lines = new ArrayList<>();

  /**
   * @param file {@code .gitignore}, or one in a folder
   * @param number from 1
   */
  public record Line(String file, int number, String text) {
    private String folder() {
      return file.substring(0, file.length() - NAME.length());
    }

    private boolean matches(String path) {
      if (!path.startsWith(folder())) {
        return false;
      }
      var rule = new FastIgnoreRule(text.strip());
      String below = path.substring(folder().length());
      for (int slash = below.indexOf('/'); slash > 0; slash = below.indexOf('/', slash + 1)) {
        if (rule.isMatch(below.substring(0, slash), true)) {
          return true;
        }
      }
      return rule.isMatch(below, false);
    }
  }

  /**
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static IgnoreRules of(FileTree tree) {
    var rules = new IgnoreRules();
    for (FileTree.Entry entry : tree.entries()) {
      if ((entry.path().equals(NAME) || entry.path().endsWith("/" + NAME))
          && entry.size() <= LARGEST) {
        rules.read(tree, entry.path());
      }
    }
    return rules;
  }

  private void read(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      int number = 0;
      for (String text : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        number++;
        if (!text.isBlank() && !text.startsWith("#")) {
          lines.add(new Line(path, number, text));
        }
      }
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }

  /** The line that leaves out this path; the last one that matches decides. */
  public Optional<Line> leavingOut(String path) {
    return lines.stream()
        .filter(line -> line.matches(path))
        .reduce((_, last) -> last)
        .filter(line -> !line.text().startsWith("!"));
  }
}
