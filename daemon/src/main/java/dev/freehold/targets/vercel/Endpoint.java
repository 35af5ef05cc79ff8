package dev.freehold.targets.vercel;

import dev.freehold.base.UserError;
import dev.freehold.targets.vercel.api.Connection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who answers.
 *
 * @param patience for one call of the API
 */
record Endpoint(URI api, Edge edge, Duration patience) {
  private static final String STAND_IN = "FREEHOLD_VERCEL";

  /** On this machine, so that no variable sends a token to a stranger. */
  private static final Pattern LOOPBACK = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}");

  static Endpoint of(Map<String, String> environment) {
    String named = environment.getOrDefault(STAND_IN, "");
    if (named.isEmpty()) {
      return new Endpoint(Connection.PUBLIC, new Edge(Optional.empty()), Connection.PATIENCE);
    }
    if (!LOOPBACK.matcher(named).matches()) {
      throw new UserError(
          "vercel.stand-in-invalid",
          STAND_IN + " is '" + named + "', which is not an address of this machine.",
          "Unset it, or set it to http://127.0.0.1:PORT.");
    }
    return standIn(URI.create(named), Connection.PATIENCE);
  }

  /** What answers in Vercel's place, its API and its sites. */
  static Endpoint standIn(URI address, Duration patience) {
    return new Endpoint(address, new Edge(Optional.of(address)), patience);
  }
}
