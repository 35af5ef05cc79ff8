package dev.freehold.targets.local.site;

import dev.freehold.base.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which build of Freehold a process runs. */
public final class Program {
  private Program() {}

  /**
   * Of the jars and folders that this process was started with, as they are on disk now. A process
   * whose jars are replaced under it can't load what it has not loaded yet.
   */
  public static String identity() {
    var text = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      try {
        if (Files.isRegularFile(path)) {
          text.append(path).append(Files.size(path)).append(Files.getLastModifiedTime(path));
        }
      } catch (IOException gone) {
        text.append(path);
      }
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }
}
