package dev.freehold.builds;

import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of an app's variables its page can look up when it is loaded, and which must be known while
 * it is built.
 *
 * @param lookups looked up at run time, sorted
 * @param notPossible written into HTML as {@code %NAME%}, where nothing can be looked up, sorted
 * @param notes what the owner should know
 */
public record RuntimeVariables(List<String> lookups, List<String> notPossible, List<String> notes) {
  private static final Pattern CODE = Pattern.compile(".*\\.(?:[cm]?[jt]sx?|vue|svelte|astro)");
  private static final Pattern IN_HTML = Pattern.compile("%([A-Za-z_][A-Za-z0-9_]*)%");

  /** {@code import.meta.env} that no {@code .NAME} follows. */
  private static final Pattern WHOLE =
      Pattern.compile("import\\.meta\\.env\\b(?!\\s*\\??\\.\\s*[A-Za-z_$])");

  /** {@code const { A, B } = import.meta.env}: names its variables after all. */
  private static final Pattern DESTRUCTURED =
      Pattern.compile("\\{[^{}.\\[\\]]*\\}(?:\\s*:\\s*[\\w<>., ]+)?\\s*=\\s*\\(?\\s*$");

  private static final Pattern WORKER =
      Pattern.compile("\\bnew (?:Shared)?Worker\\s*\\(|\\?(?:shared)?worker\\b");

  public static RuntimeVariables of(FileTree sources, Detection detection) {
    var names = new TreeSet<String>();
    detection.variables().forEach(v -> names.add(v.name()));
    if (!Adaptations.looksUpVariables(detection)) {
      return ofBuild(names);
    }
    var fixed = new TreeSet<String>();
    detection.variables().stream()
        .filter(VariableUse::bakedIn)
        .map(VariableUse::name)
        .forEach(fixed::add);
    var notes = new ArrayList<String>();
    var wholes = new ArrayList<String>();
    String prefix = detection.root().isEmpty() ? "" : detection.root() + "/";
    for (FileTree.Entry entry : sources.entries()) {
      String path = entry.path();
      if (!path.startsWith(prefix) || isConfiguration(path)) {
        continue;
      }
      if (path.endsWith(".html")) {
        Matcher use = IN_HTML.matcher(Sources.text(sources, path));
        use.results().map(m -> m.group(1)).filter(names::contains).forEach(fixed::add);
      } else if (CODE.matcher(path).matches()) {
        String text = Sources.text(sources, path);
        if (readsWhole(text)) {
          wholes.add(path);
        }
        if (WORKER.matcher(text).find() && !names.isEmpty()) {
          notes.add(path + " starts a worker. Variables can't be read inside workers.");
        }
      }
    }
    if (!wholes.isEmpty() && !names.isEmpty()) {
      detection.defaults().forEach(d -> names.add(d.name()));
      notes.add(
          String.join(", ", wholes)
              + " reads import.meta.env as a whole, so variables may be used that can't be seen in"
              + " the code. It finds these: "
              + String.join(", ", names)
              + ".");
    }
    names.removeAll(fixed);
    for (String name : fixed) {
      notes.add(
          name
              + (isBakedIn(detection, name)
                  ? " is written into the page by the Vite config"
                  : ": %" + name + "% stands in an HTML file")
              + ", so its value becomes part of the build: changing "
              + name
              + " needs a new build.");
    }
    return new RuntimeVariables(List.copyOf(names), List.copyOf(fixed), List.copyOf(notes));
  }

  private static boolean isBakedIn(Detection detection, String name) {
    return detection.variables().stream().anyMatch(v -> v.bakedIn() && v.name().equals(name));
  }

  /** The build writes every value into the pages. */
  private static RuntimeVariables ofBuild(TreeSet<String> names) {
    List<String> notes =
        names.isEmpty()
            ? List.of()
            : List.of(
                "The build writes the values of "
                    + String.join(", ", names)
                    + " into the app: changing one needs a new build, and a release carries the"
                    + " values of the environment that it was built for.");
    return new RuntimeVariables(List.of(), List.copyOf(names), notes);
  }

  private static boolean isConfiguration(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".d.ts") || name.contains(".config.");
  }

  private static boolean readsWhole(String text) {
    Matcher use = WHOLE.matcher(text);
    while (use.find()) {
      String before = text.substring(Math.max(0, use.start() - 500), use.start());
      if (!DESTRUCTURED.matcher(before).find()) {
        return true;
      }
    }
    return false;
  }
}
