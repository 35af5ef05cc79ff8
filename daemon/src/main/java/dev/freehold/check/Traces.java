package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Looks in what was built for traces of what was read in the sources. */
public final class Traces {
  /** Text that runs, or that browsers read. */
  private static final Set<String> RUN =
      Set.of("js", "mjs", "cjs", "html", "htm", "css", "json", "py", "ts", "mts", "tsx", "jsx");

  private Traces() {}

  /**
   * @return those of the traces that a file of the tree has; what packages brought with them, and
   *     maps to the sources, are passed over
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static Set<String> in(FileTree built, Collection<String> traces) {
    var open = new HashSet<>(traces);
    open.remove("");
    var seen = new HashSet<String>();
    var chunks = new TextChunks();
    for (FileTree.Entry entry : built.entries()) {
      if (open.isEmpty()) {
        break;
      }
      if (isRun(entry.path())) {
        try (InputStream in = built.open(entry.path())) {
          chunks.read(
              in, false, chunk -> open.stream().filter(chunk.text()::contains).forEach(seen::add));
        } catch (IOException e) {
          throw MachineError.io("Looking at " + entry.path() + " of the build", e);
        }
        open.removeAll(seen);
      }
    }
    return Set.copyOf(seen);
  }

  private static boolean isRun(String path) {
    return RUN.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        && !("/" + path).contains("/node_modules/")
        && !("/" + path).contains("/.venv/")
        && !("/" + path).contains("/.deno/");
  }
}
