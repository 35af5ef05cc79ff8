package dev.freehold.git.github;

import dev.freehold.credential.Secret;
import java.util.Set;

/** What kind of token it is, which decides how one learns what it may do. */
public enum TokenKind {
  /** A classic personal one, or one of an OAuth app: GitHub says its scopes. */
  SCOPED,
  /** A fine-grained personal one, or one of a GitHub app: what it may do is not said. */
  FINE_GRAINED,
  UNKNOWN;

  /**
   * By its beginning (github.blog/2021-04-05-behind-githubs-new-authentication-token-formats), as
   * an empty list of scopes can mean either.
   */
  static TokenKind of(Secret token, Set<String> scopes) {
    String text = token.reveal();
    if (text.startsWith("github_pat_") || text.startsWith("ghu_") || text.startsWith("ghs_")) {
      return FINE_GRAINED;
    }
    boolean scoped = text.startsWith("ghp_") || text.startsWith("gho_") || !scopes.isEmpty();
    return scoped ? SCOPED : UNKNOWN;
  }
}
