package dev.freehold.targets.aws;

import dev.freehold.base.UserError;
import dev.freehold.targets.Staged;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who answers.
 *
 * @param standIn for all services and sites; empty for AWS
 * @param patience for one attempt of a call
 * @param pause between two looks at what AWS takes its time for
 * @param settling until all that CloudWatch took of a server's output can be read there
 */
record Endpoint(Optional<URI> standIn, Duration patience, Duration pause, Duration settling) {
  private static final String STAND_IN = "FREEHOLD_AWS";

  /** On this machine, so that no variable sends a signed request to a stranger. */
  private static final Pattern LOOPBACK = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  /**
   * @throws UserError {@code aws.stand-in-invalid}
   */
  static Endpoint of(Map<String, String> environment) {
    String named = environment.getOrDefault(STAND_IN, "");
    if (named.isEmpty()) {
      return new Endpoint(Optional.empty(), PATIENCE, PAUSE, SETTLING);
    }
    if (!LOOPBACK.matcher(named).matches()) {
      throw new UserError(
          "aws.stand-in-invalid",
          STAND_IN + " is '" + named + "', which is not an address of this machine.",
          "Unset it, or set it to http://127.0.0.1:PORT.");
    }
    return standIn(URI.create(named), PATIENCE);
  }

  static Endpoint standIn(URI address, Duration patience) {
    return new Endpoint(Optional.of(address), patience, SHORT, SHORT);
  }

  /**
   * @param host of a distribution
   */
  Staged at(String host) {
    return standIn
        .map(here -> new Staged(here, host + ".localhost:" + here.getPort()))
        .orElseGet(() -> new Staged(URI.create("https://" + host), host));
  }

  /** Where a browser finds it. */
  URI address(String host) {
    return standIn
        .map(here -> URI.create("http://" + host + ".localhost:" + here.getPort() + "/"))
        .orElseGet(() -> URI.create("https://" + host + "/"));
  }
}
