package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Errors of which the token, or what its owner may do, is the cause. */
final class Refusals {
  private static final Pattern SSO = Pattern.compile("url=([A-Za-z0-9:/?&=._~-]+)");

  private Refusals() {}

  static UserError token(Reply reply) {
    return new UserError(
        "github.token-refused",
        "GitHub does not know the token (" + reply.message() + ").",
        "It expired or was revoked. Make a new one at GitHub under Settings, Developer settings,"
            + " or sign in again.");
  }

  /** Empty when the answer is about something else. */
  static Optional<UserError> signOn(Reply reply, Server server) {
    return reply
        .headers()
        .firstValue("X-GitHub-SSO")
        .filter(header -> reply.status() == 403 && header.startsWith("required"))
        .map(
            header ->
                new UserError(
                    "github.sso-required",
                    "The organization lets only tokens in that were authorized with its single"
                        + " sign-on: "
                        + reply.message(),
                    address(header, server)
                            .map(at -> "Open " + at + " and authorize the token")
                            .orElse(
                                "Authorize the token at GitHub under Settings, Developer settings")
                        + ", then try again."));
  }

  private static Optional<String> address(String header, Server server) {
    return SSO.matcher(header)
        .results()
        .map((MatchResult match) -> match.group(1))
        .filter(text -> Addresses.read(text).filter(server::isOwnPage).isPresent())
        .findFirst();
  }

  static UserError forbidden(Reply reply) {
    return new UserError(
        "github.forbidden",
        "GitHub does not allow " + reply.call().doing() + ": " + reply.message() + ".",
        wanted(reply)
            .map(what -> "Make a token with " + what + ", or ask an owner for the permission.")
            .orElse("Ask an owner of the repository or organization for the permission."));
  }

  static UserError notFound(Reply reply) {
    return new UserError(
        "github.not-found",
        "GitHub finds nothing for " + reply.call().doing() + ", or does not show it to this token.",
        "Check the name, and that the token may see it.");
  }

  /** GitHub hides what a token may not see, so that it says 404 for a scope that is missing. */
  static UserError mayNotCreate(Reply reply, RepositoryName name, Account account) {
    boolean own = account.isCalled(name.owner());
    String scope =
        account.lacks("repo")
            ? "the token lacks the scope 'repo'"
            : own
                ? "the token may not create repositories"
                : "there is no organization '"
                    + name.owner()
                    + "' in which this token may create repositories";
    return new UserError(
        "github.create-refused",
        "GitHub does not do it: " + reply.call().doing() + ". Probably " + scope + ".",
        account.lacks("repo")
            ? "Make a token with the scope 'repo', or sign in again."
            : "Create an empty private repository at GitHub and name it, or use a token that may"
                + " create repositories.");
  }

  /** What would have been enough. */
  private static Optional<String> wanted(Reply reply) {
    return reply
        .headers()
        .firstValue("X-Accepted-GitHub-Permissions")
        .filter(text -> !text.isBlank())
        .map(permissions -> "the permission " + permissions)
        .or(
            () ->
                reply
                    .headers()
                    .firstValue("X-Accepted-OAuth-Scopes")
                    .filter(text -> !text.isBlank())
                    .map(scopes -> "one of the scopes " + scopes));
  }
}
