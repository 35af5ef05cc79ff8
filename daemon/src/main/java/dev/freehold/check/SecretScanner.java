package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds secrets in a tree. Nothing is too large to be read, and a file that can't be read stops the
 * scan: a gate that can't look must not open.
 */
public final class SecretScanner {
  /** Published as they are and never text; everything else of an output is searched. */
  private static final Set<String> MEDIA =
      Set.of(
          "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tiff", "woff", "woff2", "ttf",
          "otf", "eot", "mp3", "mp4", "webm", "ogg", "wav");

  private final List<SecretRule> rules = SecretRules.all();

  /**
   * @param stage in a SOURCE tree binary files are passed over; in an OUTPUT tree only media are
   * @param salt of this installation, for the findings' ids
   * @return one finding for each rule, file and value, at its first line; sorted by file and line
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Finding> scan(FileTree tree, Stage stage, byte[] salt) {
    var chunks = new TextChunks();
    var findings = new ArrayList<Finding>();
    for (FileTree.Entry entry : tree.entries()) {
      if (stage == Stage.OUTPUT && MEDIA.contains(extension(entry.path()))) {
        continue;
      }
      try (InputStream in = tree.open(entry.path())) {
        var search = new FileSearch(rules, entry.path(), "", new SecretReport(stage, salt));
        chunks.read(in, stage == Stage.OUTPUT, search::visit);
        findings.addAll(search.findings());
      } catch (IOException e) {
        throw MachineError.io("Looking for secrets in " + entry.path(), e);
      }
    }
    findings.sort(Comparator.comparing(Finding::file).thenComparingInt(Finding::line));
    return List.copyOf(findings);
  }

  /**
   * Looks at values that will be published with the page though no file holds them: the public
   * variables of an environment. The findings' file is {@code ""}.
   */
  public List<Finding> scanPublicValues(Map<String, String> values, byte[] salt) {
    var chunks = new TextChunks();
    var findings = new ArrayList<Finding>();
    values.forEach(
        (name, value) -> {
          var search = new FileSearch(rules, "", name, new SecretReport(Stage.OUTPUT, salt));
          byte[] line = (name + "=\"" + value + "\"\n").getBytes(StandardCharsets.UTF_8);
          try {
            chunks.read(new ByteArrayInputStream(line), true, search::visit);
          } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
          }
          findings.addAll(search.findings());
        });
    return List.copyOf(findings);
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
