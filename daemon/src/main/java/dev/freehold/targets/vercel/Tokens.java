package dev.freehold.targets.vercel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Os;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the token for an account: the one that was given when it was added, the environment's, or
 * that of Vercel's own command line program, whose file is only read.
 */
final class Tokens {
  static final String VARIABLE = "VERCEL_TOKEN";

  private final Map<String, String> environment;
  private final Path userHome;
  private final Clock clock;

  Tokens(Map<String, String> environment, Path userHome, Clock clock) {
    this.environment = environment;
    this.userHome = userHome;
    this.clock = clock;
  }

  /**
   * @throws UserError {@code vercel.token-missing}, {@code vercel.token-expired}
   */
  Secret of(Account account) {
    return account.token().orElseGet(this::here);
  }

  /** The one of this machine's user. */
  Secret here() {
    return Optional.ofNullable(environment.get(VARIABLE))
        .map(String::strip)
        .filter(token -> !token.isEmpty())
        .map(Secret::of)
        .or(this::ofVercelsProgram)
        .orElseThrow(
            () ->
                new UserError(
                    "vercel.token-missing",
                    "There is no token for Vercel: none was given, and Vercel's own command line"
                        + " program is not logged in here.",
                    "Make one at vercel.com/account/tokens, then run: VERCEL_TOKEN=… freehold"
                        + " target add vercel"));
  }

  private Optional<Secret> ofVercelsProgram() {
    Path file = programsFolder().resolve("com.vercel.cli").resolve("auth.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    JsonNode login = read(file);
    String token = login.path("token").asText();
    long expires = login.path("expiresAt").asLong();
    if (!token.isEmpty()
        && expires > 0
        && Instant.ofEpochSecond(expires).isBefore(clock.instant())) {
      throw new UserError(
          "vercel.token-expired",
          "The login of Vercel's own command line program ended at "
              + Instant.ofEpochSecond(expires)
              + ".",
          "Run 'vercel whoami', which renews it; or make a token that stays, at"
              + " vercel.com/account/tokens, and run: VERCEL_TOKEN=… freehold target add vercel");
    }
    return token.isEmpty() ? Optional.empty() : Optional.of(Secret.of(token));
  }

  /** As Vercel's program finds it (the package xdg-app-paths). */
  private Path programsFolder() {
    String named = environment.getOrDefault("XDG_DATA_HOME", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    return Os.current() == Os.MACOS
        ? userHome.resolve("Library").resolve("Application Support")
        : userHome.resolve(".local").resolve("share");
  }

  private static JsonNode read(Path file) {
    try {
      return Json.mapper().readTree(Files.readString(file));
    } catch (JsonProcessingException notJson) {
      return Json.mapper().createObjectNode();
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }
}
