package dev.freehold.git.github;

import java.util.Set;

/**
 * A token that the stand-in gave out.
 *
 * @param scopes of a classic one
 * @param permissions of a fine-grained one
 * @param authorized organizations with single sign-on for which it was authorized
 */
record FakeToken(
    String value,
    String login,
    Set<String> scopes,
    Set<String> permissions,
    Set<String> authorized) {

  static FakeToken classic(String login, String... scopes) {
    return new FakeToken(
        "ghp_" + login + "000000000000000000000000", login, Set.of(scopes), Set.of(), Set.of());
  }

  static FakeToken oauth(String value, String login, Set<String> scopes) {
    return new FakeToken(value, login, scopes, Set.of(), Set.of());
  }

  static FakeToken fineGrained(String login, String... permissions) {
    return new FakeToken(
        "github_pat_" + login + "00000000000000000000",
        login,
        Set.of(),
        Set.of(permissions),
        Set.of());
  }

  FakeToken authorizedFor(String organization) {
    return new FakeToken(value, login, scopes, permissions, Set.of(organization));
  }

  boolean isFineGrained() {
    return value.startsWith("github_pat_");
  }

  boolean seesPrivate() {
    return isFineGrained() || scopes.contains("repo");
  }
}
