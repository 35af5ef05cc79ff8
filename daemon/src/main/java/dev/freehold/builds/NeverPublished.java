package dev.freehold.builds;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that tools leave in a build's output and that no visitor may get: secrets' files, source
 * maps, databases, traces, settings of other hosts.
 */
final class NeverPublished {
  /** Names of files or folders, lower case, in any folder. */
  private static final Pattern NAMES =
      Pattern.compile(
          String.join(
              "|",
              List.of(
                  "\\.dev\\.vars(\\..*)?",
                  "\\.env.*",
                  "\\.git.*",
                  "\\.npmrc",
                  "\\.vite",
                  "\\.freehold",
                  "\\.assetsignore",
                  "\\.ds_store",
                  "wrangler\\.(json|jsonc|toml)",
                  ".*\\.map",
                  ".*\\.(sql|dump)(\\.gz)?",
                  ".*\\.(sqlite|sqlite3|db|db3)(-wal|-shm|-journal)?",
                  ".*\\.(trace|har|heapsnapshot|cpuprofile)",
                  "trace.*\\.zip",
                  "test-results",
                  "playwright-report")));

  /** What other hosts read at the top of what is published, and keep to themselves. */
  private static final Set<String> OF_HOSTS =
      Set.of("_redirects", "_headers", "netlify.toml", "vercel.json");

  private static final String PACKAGES = "node_modules";

  /** Bundlers keep the paths of packages below these, for the pictures and fonts of theirs. */
  private static final Set<String> ASSETS =
      Set.of("assets", "static", "media", "fonts", "images", "_expo", "_next", "_astro");

  private NeverPublished() {}

  static boolean covers(String path) {
    if (OF_HOSTS.contains(path.toLowerCase(Locale.ROOT))) {
      return true;
    }
    boolean inAssets = false;
    for (String name : path.toLowerCase(Locale.ROOT).split("/", -1)) {
      if (NAMES.matcher(name).matches() || name.equals(PACKAGES) && !inAssets) {
        return true;
      }
      inAssets = inAssets || ASSETS.contains(name);
    }
    return false;
  }
}
