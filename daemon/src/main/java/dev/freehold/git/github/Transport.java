package dev.freehold.git.github;

import dev.freehold.base.ProviderError;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Carries requests. A server that asks to wait a little is waited for. */
final class Transport implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Longer waits are for the caller, who can be stopped meanwhile. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Timing timing;
  private final HttpClient http;

  Transport(Timing timing) {
    this.timing = timing;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * Sends it once or, after a lost answer or a failure, a few times.
   *
   * @return an answer below 500 that is no rate limit
   * @throws ProviderError {@code github.unreachable}, {@code github.failing}, {@code
   *     github.rate-limited}
   */
  HttpResponse<String> send(String doing, HttpRequest.Builder request) {
    return send(doing, request, MOST_ATTEMPTS);
  }

  /** As {@link #send}, but only once: what became of it is asked in another way. */
  HttpResponse<String> sendOnce(String doing, HttpRequest.Builder request) {
    return send(doing, request, 1);
  }

  private HttpResponse<String> send(String doing, HttpRequest.Builder builder, int attempts) {
    HttpRequest request = builder.timeout(timing.patience()).build();
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == attempts;
      Duration backOff = FIRST_PAUSE.multipliedBy(1L << attempt);
      HttpResponse<String> answer;
      try {
        answer = http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        if (last) {
          throw Failures.unreachable(doing, request.uri().getHost(), e);
        }
        timing.pause(backOff);
        continue;
      } catch (InterruptedException e) {
        throw Timing.stopping(e);
      }
      Optional<Duration> limit = RateLimit.of(answer, timing.clock());
      if (limit.isPresent() && (last || limit.get().compareTo(LONGEST_PAUSE) > 0)) {
        throw Failures.rateLimited(doing, answer, limit.get());
      }
      if (limit.isEmpty() && answer.statusCode() < 500) {
        return answer;
      }
      if (last) {
        throw Failures.failing(doing, answer);
      }
      timing.pause(limit.orElse(backOff));
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
