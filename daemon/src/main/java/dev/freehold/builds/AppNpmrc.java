package dev.freehold.builds;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of an app's own {@code .npmrc} counts. It may say how the tree of packages is laid out and
 * where a scope's packages are; it may not name programs, certificates, proxies or credentials.
 */
final class AppNpmrc {
  private static final Set<String> KEYS =
      Set.of("legacy-peer-deps", "strict-peer-deps", "install-strategy");

  /** They leave packages out that the build needs (docs.npmjs.com, config). */
  private static final Set<String> LEAVE_OUT =
      Set.of("omit", "production", "only", "dev", "include");

  private AppNpmrc() {}

  /** The lines that count, in their order; empty text for none. */
  static String filter(String npmrc) {
    List<String> kept =
        npmrc.lines().map(String::strip).filter(AppNpmrc::counts).collect(Collectors.toList());
    return kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
  }

  /** The lines that would leave out what the build needs; they don't count. */
  static List<String> leavingOut(String npmrc) {
    return npmrc
        .lines()
        .map(String::strip)
        .filter(line -> LEAVE_OUT.contains(line.split("[=\\[]", 2)[0].strip()))
        .toList();
  }

  private static boolean counts(String line) {
    int equals = line.indexOf('=');
    if (equals < 0 || line.contains("${")) {
      return false;
    }
    String key = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (key.startsWith("@") && key.endsWith(":registry")) {
      return isPlainAddress(value);
    }
    return KEYS.contains(key.replace("[]", ""));
  }

  /** A web address without user or password. */
  static boolean isPlainAddress(String value) {
    try {
      URI address = URI.create(value);
      return address.getHost() != null
          && address.getUserInfo() == null
          && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }
}
