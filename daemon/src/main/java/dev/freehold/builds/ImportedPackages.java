package dev.freehold.builds;

import dev.freehold.detect.Serving;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages that a server's own code names, whether they are listed for it or for its development
 * only: builders' machines have both.
 */
final class ImportedPackages {
  private static final Pattern CODE =
      Pattern.compile("(?!.*\\.(?:config|test|spec|d)\\.).*\\.[cm]?[jt]s");
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\bfrom|\\bimport|\\bimport\\s*\\(|\\brequire\\s*\\()"
              + "\\s*[\"'](@[\\w.-]+/[\\w.-]+|[\\w][\\w.-]*)[\"'/]");

  private ImportedPackages() {}

  /**
   * @param files of the result so far, by their paths in it
   */
  static Set<String> of(Map<String, Path> files, Serving serving) throws IOException {
    var names = new TreeSet<String>();
    for (var file : files.entrySet()) {
      if (CODE.matcher(file.getKey()).matches() && !serving.isPublic(file.getKey())) {
        Matcher imported =
            IMPORT.matcher(new String(Files.readAllBytes(file.getValue()), StandardCharsets.UTF_8));
        while (imported.find()) {
          names.add(imported.group(1));
        }
      }
    }
    return names;
  }
}
