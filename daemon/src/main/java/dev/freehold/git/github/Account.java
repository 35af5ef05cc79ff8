package dev.freehold.git.github;

import dev.freehold.credential.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose token it is, and what it is good for.
 *
 * @param scopes of the token, from the header {@code X-OAuth-Scopes}; they say something for {@link
 *     TokenKind#SCOPED} alone
 */
public record Account(String login, Kind kind, TokenKind token, Set<String> scopes) {
  public Account {
    scopes = Set.copyOf(scopes);
  }

  public enum Kind {
    PERSON,
    ORGANIZATION,
    BOT
  }

  static Account of(Reply reply, Secret token) {
    Shape shape = reply.require();
    Optional<String> header = reply.headers().firstValue("X-OAuth-Scopes");
    Set<String> scopes =
        header.stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    Kind kind =
        switch (shape.text("type")) {
          case "User" -> Kind.PERSON;
          case "Organization" -> Kind.ORGANIZATION;
          case "Bot" -> Kind.BOT;
          default -> throw shape.unreadable("has an unknown 'type'");
        };
    return new Account(shape.text("login"), kind, TokenKind.of(token, scopes), scopes);
  }

  /** Whether it is known that the token has not that scope. */
  public boolean lacks(String scope) {
    return token == TokenKind.SCOPED && !scopes.contains(scope);
  }

  boolean isCalled(String owner) {
    return login.equalsIgnoreCase(owner);
  }
}
