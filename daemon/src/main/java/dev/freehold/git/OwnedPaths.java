package dev.freehold.git;

import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Which paths belong to the developers, by patterns as in {@code .gitignore}: the last one that
 * matches decides, {@code !} takes back, and what is below a matching folder matches.
 */
final class OwnedPaths {
  private final IgnoreNode rules;

  OwnedPaths(List<String> patterns) {
    this.rules = new IgnoreNode(patterns.stream().map(FastIgnoreRule::new).toList());
  }

  boolean isEmpty() {
    return rules.getRules().isEmpty();
  }

  boolean contains(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (matches(path.substring(0, slash), true)) {
        return true;
      }
    }
    return matches(path, false);
  }

  private boolean matches(String path, boolean folder) {
    return rules.isIgnored(path, folder) == IgnoreNode.MatchResult.IGNORED;
  }
}
