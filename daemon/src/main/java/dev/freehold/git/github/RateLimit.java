package dev.freehold.git.github;

import dev.freehold.base.RetryAfter;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How long GitHub wants to be left alone
 * (docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 */
final class RateLimit {
  /** When it does not say for how long. */
  private static final Duration USUAL = Duration.ofMinutes(1);

  private RateLimit() {}

  /** Empty when the answer is about something else. */
  static Optional<Duration> of(HttpResponse<String> answer, Clock clock) {
    int status = answer.statusCode();
    if (status != 403 && status != 429) {
      return Optional.empty();
    }
    HttpHeaders headers = answer.headers();
    Optional<Duration> asked =
        headers.firstValue("Retry-After").flatMap(header -> RetryAfter.read(header, clock));
    if (asked.isPresent()) {
      return asked;
    }
    if (headers.firstValue("x-ratelimit-remaining").equals(Optional.of("0"))) {
      return Optional.of(
          headers.firstValue("x-ratelimit-reset").flatMap(at -> until(at, clock)).orElse(USUAL));
    }
    boolean said = answer.body().toLowerCase(Locale.ROOT).contains("rate limit");
    return status == 429 || said ? Optional.of(USUAL) : Optional.empty();
  }

  /**
   * @param second of the epoch
   */
  private static Optional<Duration> until(String second, Clock clock) {
    if (!second.matches("[0-9]{1,11}")) {
      return Optional.empty();
    }
    Duration wait =
        Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(second)));
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
