package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import dev.freehold.file.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds imports whose capital letters are not those of the file's name, and imports of files that
 * are not there. macOS and Windows find the former all the same; builds run on a file system that
 * does not.
 */
public final class ImportCase {
  private static final long LARGEST = 1 << 20;

  private static final Pattern FILES =
      Pattern.compile(
          "(?!(?:dist|build)/)(?!(?:.*/)?(?:node_modules|\\.[^/]+)/)"
              + ".*\\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx|css|scss|less|html)");

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\bfrom\\s*|\\bimport\\s*|\\bimport\\s*\\(\\s*|\\brequire\\s*\\(\\s*"
              + "|\\bnew\\s+URL\\s*\\(\\s*|@import\\s+|\\burl\\(\\s*)"
              + "[\"']?((?:\\.{1,2}|[@~])/[^\"'\\s()?#`$]+)"
              + "|<script\\b[^>]*?\\bsrc\\s*=\\s*[\"'](\\.?/[^\"'?#]+)");

  private static final Pattern CODE = Pattern.compile(".*\\.(?:[cm]?[jt]sx?|vue|svelte|astro)");

  /** By tools, while the app is built. */
  private static final Pattern MADE =
      Pattern.compile(
          "(?i)(?:^|/)(?:\\+types|dist|build|out|\\.[\\w-]+|\\$types)(?:/|$)|generated|[._-]gen(?:\\.|$)"
              + "|\\.(?:wasm|node)$");

  /** From its end on: the name goes on when the app runs. */
  private static final Pattern PUT_TOGETHER = Pattern.compile("^(?:/|.[\"']\\s*\\+|.?[`$])");

  private static final Pattern COMMENT = Pattern.compile("^\\s*(?://|\\*|/\\*|<!--).*");
  private static final Pattern SCRIPT_ENDING = Pattern.compile("\\.[cm]?jsx?$");

  private static final List<String> ENDINGS =
      List.of(
          ".ts", ".tsx", ".js", ".jsx", ".mjs", ".mts", ".cjs", ".cts", ".d.ts", ".vue", ".svelte",
          ".astro", ".json", ".mdx", ".css", ".scss");

  /**
   * An import that finds its file only where capital letters do not count.
   *
   * @param file that has the import
   * @param name as the import has it
   * @param right how it must be written
   * @param path of the file that is meant
   */
  public record Wrong(String file, int line, String name, String right, String path) {
    /** What is the matter, one sentence. */
    public String message() {
      return file
          + " line "
          + line
          + " imports "
          + name
          + ", and the file is "
          + path
          + ": only macOS and Windows find it, where capital letters in names do not count.";
    }

    public String remedy() {
      return "Write " + right + " there, or rename the file.";
    }

    Finding finding() {
      return new Finding(
          FindingId.plain("check.import-case", file, name),
          Severity.WARNING,
          "check.import-case",
          "import-case",
          file,
          line,
          message(),
          remedy());
    }
  }

  /**
   * An import of a file that is not there, in whatever letters.
   *
   * @param name as the import has it
   * @param targets paths that it may stand for, without the ending
   */
  public record Missing(String file, int line, String name, List<String> targets) {
    public String message() {
      return file + " line " + line + " imports " + name + ", and there is no such file.";
    }

    Finding finding() {
      return new Finding(
          FindingId.plain("check.import-missing", file, name),
          Severity.INFO,
          "check.import-missing",
          "import-missing",
          file,
          line,
          message(),
          "Add the file in the builder, or take the import out, unless the build itself makes it.");
    }
  }

  /**
   * @return {@code check.import-case}, one for each file and import, sorted by file and line
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Finding> check(FileTree tree) {
    Found found = found(tree);
    return Stream.concat(
            found.wrong().stream().map(Wrong::finding),
            found.missing().stream()
                // what an alias stands for only the build's tools know
                .filter(missing -> missing.name().startsWith("."))
                .map(Missing::finding))
        .sorted(Comparator.comparing(Finding::file).thenComparingInt(Finding::line))
        .toList();
  }

  /** What imports of an app do not find, in parts. */
  public record Found(Set<Wrong> wrong, Set<Missing> missing) {}

  /** As {@link #check}, also of imports by an alias. */
  public Found found(FileTree tree) {
    var names = new Names(tree);
    var own = new OwnFiles(tree);
    var found = new Found(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (FileTree.Entry entry : tree.entries()) {
      if (entry.size() <= LARGEST
          && FILES.matcher(entry.path()).matches()
          && own.has(entry.path())) {
        look(entry.path(), text(tree, entry.path()), names, found);
      }
    }
    return found;
  }

  private static String text(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MachineError.io("Looking for imports in " + path, e);
    }
  }

  private static void look(String file, String text, Names names, Found found) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (line.indexOf('/') < 0 || COMMENT.matcher(line).matches()) {
        continue;
      }
      Matcher imported = IMPORT.matcher(line);
      while (imported.find()) {
        String name = Optional.ofNullable(imported.group(1)).orElseGet(() -> imported.group(2));
        int at = number;
        List<String> targets = Names.targets(file, name);
        String rest = line.substring(imported.end() - 1);
        if (targets.isEmpty() || names.finds(targets)) {
          continue;
        }
        names
            .meant(targets, name)
            .ifPresentOrElse(
                meant -> found.wrong().add(new Wrong(file, at, name, meant.right(), meant.path())),
                () -> {
                  if (CODE.matcher(file).matches()
                      && !MADE.matcher(name).find()
                      && !PUT_TOGETHER.matcher(rest).find()) {
                    found.missing().add(new Missing(file, at, name, targets));
                  }
                });
      }
    }
  }

  private record Meant(String path, String right) {}

  /** The names of an app's files, as they are and without regard to capital letters. */
  private static final class Names {
    private final Map<String, String> all = new HashMap<>();

    Names(FileTree tree) {
      tree.entries().forEach(entry -> all.put(entry.path(), entry.path()));
      tree.entries().forEach(e -> all.putIfAbsent(lower(e.path()), e.path()));
    }

    private static String lower(String path) {
      return path.toLowerCase(Locale.ROOT);
    }

    private boolean has(String path) {
      return path.equals(all.get(path));
    }

    boolean finds(List<String> targets) {
      return targets.stream().flatMap(Names::candidates).anyMatch(this::has);
    }

    /** Empty when it means nothing that is there. */
    Optional<Meant> meant(List<String> targets, String name) {
      return targets.stream().flatMap(target -> inOtherCase(target, name)).findFirst();
    }

    private Stream<Meant> inOtherCase(String target, String name) {
      return candidates(target)
          .map(candidate -> all.get(lower(candidate)))
          .filter(path -> path != null)
          .map(path -> new Meant(path, right(path, target, name)));
    }

    /** The import's name with the letters of the file's. */
    private static String right(String path, String target, String name) {
      int same = SCRIPT_ENDING.matcher(target).replaceFirst("").length();
      String meant = path.substring(0, same) + target.substring(same);
      String tail = name.replaceFirst("^(?:[@~]/|(?:\\.{1,2}/)+|/)", "");
      return target.endsWith(tail)
          ? name.substring(0, name.length() - tail.length())
              + meant.substring(meant.length() - tail.length())
          : path;
    }

    /** Paths that an import may stand for. */
    private static List<String> targets(String file, String name) {
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      if (name.startsWith(".")) {
        return TreePath.normal(folder + name).stream().toList();
      }
      if (name.startsWith("/")) {
        return List.of(folder + name.substring(1), folder + "public" + name);
      }
      var targets = new ArrayList<String>();
      for (String above = folder; ; above = above(above)) {
        targets.add(above + name.substring(2));
        targets.add(above + "src/" + name.substring(2));
        targets.add(above + "app/" + name.substring(2));
        if (above.isEmpty()) {
          return targets;
        }
      }
    }

    private static String above(String folder) {
      return folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }

    private static Stream<String> candidates(String target) {
      String bare = SCRIPT_ENDING.matcher(target).replaceFirst("");
      return Stream.of(
              Stream.of(target),
              ENDINGS.stream().map(ending -> target + ending),
              bare.equals(target)
                  ? Stream.<String>empty()
                  : ENDINGS.stream().map(ending -> bare + ending),
              ENDINGS.stream().map(ending -> target + "/index" + ending))
          .flatMap(paths -> paths);
    }
  }
}
