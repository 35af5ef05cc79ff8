package dev.freehold.detect;

import dev.freehold.file.FileTree;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of variables are no part of what goes live: those of one machine, and those of a mode
 * in which the app is not built (vite.dev, Env Variables and Modes; nextjs.org/docs, environment
 * variables). Tools and the app's own configuration would read them where they find them.
 */
public final class EnvFiles {
  private static final Pattern NAMED = Pattern.compile("(?:.*/)?\\.env\\.([^/]+)");

  /** The mode of every build, and files that say which variables there are. */
  private static final Set<String> OF_EVERY_BUILD =
      Set.of("production", "example", "sample", "template", "schema", "defaults");

  private final String scripts;

  private EnvFiles(String scripts) {
    this.scripts = scripts;
  }

  public static EnvFiles of(FileTree sources, Detection detection) {
    return of(new AppFiles(sources, detection.root()), detection.buildScript());
  }

  static EnvFiles of(AppFiles files, Optional<String> buildScript) {
    String text = buildScript.orElse("");
    return new EnvFiles(
        PackageJson.in(files).map(manifest -> withCalled(text, manifest)).orElse(text));
  }

  /** With the scripts that it calls, and those that they call. */
  private static String withCalled(String script, PackageJson manifest) {
    var all = new StringBuilder(script);
    var called = new TreeSet<String>();
    for (boolean more = true; more; ) {
      more = false;
      for (String name : manifest.scripts()) {
        if (isWord(name, all.toString()) && called.add(name)) {
          all.append('\n').append(manifest.script(name).orElse(""));
          more = true;
        }
      }
    }
    return all.toString();
  }

  private static boolean isWord(String word, String text) {
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])").matcher(text).find();
  }

  /** Whether it belongs to the machine that it was written on. */
  static boolean isOfOneMachine(String path) {
    Matcher named = NAMED.matcher(path);
    return named.matches() && (named.group(1).equals("local") || named.group(1).endsWith(".local"));
  }

  public boolean leavesOut(String path) {
    Matcher named = NAMED.matcher(path);
    return isOfOneMachine(path)
        || named.matches()
            && !OF_EVERY_BUILD.contains(named.group(1))
            && !isWord(named.group(1), scripts);
  }
}
