package dev.freehold.targets.vercel.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.RetryAfter;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries calls to Vercel, over HTTP/2 where the other side speaks it. What may be repeated is
 * repeated a few times; a server that asks to wait a little is waited for.
 */
final class VercelHttp implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** Longer waits are for the engine, which can be stopped meanwhile. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Connection connection;
  private final HttpClient http;

  VercelHttp(Connection connection) {
    this.connection = connection;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * @throws ProviderError {@code vercel.unreachable}, {@code vercel.rate-limited}, {@code
   *     vercel.failing}, {@code vercel.unreadable}
   * @throws UserError {@code vercel.forbidden}
   */
  Reply send(Call call) {
    HttpRequest.Builder request = request(call.path(), call.query());
    call.body()
        .ifPresentOrElse(
            body ->
                request
                    .header("Content-Type", "application/json")
                    .method(call.method(), BodyPublishers.ofString(body)),
            () -> request.method(call.method(), BodyPublishers.noBody()));
    return send(call, request.timeout(connection.patience()).build());
  }

  /**
   * @param body can be read again for a repetition
   * @param patience for the whole of it
   */
  Reply upload(Call call, Map<String, String> headers, BodyPublisher body, Duration patience) {
    HttpRequest.Builder request = request(call.path(), call.query());
    headers.forEach(request::header);
    request.header("Content-Type", "application/octet-stream");
    return send(call, request.timeout(patience).method(call.method(), body).build());
  }

  /** An answer that goes on; the caller ends it by cancelling. */
  <T> CompletableFuture<HttpResponse<T>> follow(Call call, BodyHandler<T> handler) {
    return http.sendAsync(request(call.path(), call.query()).build(), handler);
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    var all = new LinkedHashMap<>(query);
    connection.team().ifPresent(team -> all.put("teamId", team));
    String pairs =
        all.entrySet().stream()
            .map(pair -> pair.getKey() + "=" + Call.encoded(pair.getValue()))
            .collect(Collectors.joining("&"));
    URI address = URI.create(connection.api() + path + (pairs.isEmpty() ? "" : "?" + pairs));
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + connection.token().reveal())
        .header("User-Agent", "freehold");
  }

  private Reply send(Call call, HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == MOST_ATTEMPTS;
      HttpResponse<String> answer;
      try {
        answer = http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        if (last || !call.repeatable()) {
          throw unreachable(call, e);
        }
        pause(FIRST_PAUSE.multipliedBy(1L << attempt));
        continue;
      } catch (InterruptedException e) {
        throw stopping(e);
      }
      Optional<Duration> wait = wait(answer, call, attempt);
      if (wait.isEmpty()) {
        return reply(call, answer);
      }
      if (last || wait.get().compareTo(LONGEST_PAUSE) > 0) {
        throw failure(call, answer, wait.get());
      }
      pause(wait.get());
    }
  }

  /** How long to wait before trying again; empty when there is nothing to wait for. */
  private static Optional<Duration> wait(HttpResponse<?> answer, Call call, int attempt) {
    int status = answer.statusCode();
    Optional<Duration> asked =
        answer
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.read(header, Clock.systemUTC()));
    if (status == 429 || (status == 503 && asked.isPresent())) {
      return Optional.of(asked.orElse(Duration.ofSeconds(5)));
    }
    return status >= 500 && call.repeatable()
        ? Optional.of(FIRST_PAUSE.multipliedBy(1L << attempt))
        : Optional.empty();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw stopping(e);
    }
  }

  /** What became of the call nobody knows then. */
  static IllegalStateException stopping(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("the daemon is stopping", e);
  }

  private static Reply reply(Call call, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status >= 500) {
      throw failure(call, answer, Duration.ZERO);
    }
    String id = requestId(answer);
    JsonNode body = body(call, answer, id);
    if (status == 401 || isForbidden(status, body)) {
      throw forbidden(call, body);
    }
    return new Reply(call, status, body, id);
  }

  private static boolean isForbidden(int status, JsonNode body) {
    String code = body.path("error").path("code").asText();
    return status == 403 && (code.isEmpty() || code.equals("forbidden"));
  }

  private static JsonNode body(Call call, HttpResponse<String> answer, String id) {
    if (answer.body().isBlank()) {
      return MissingNode.getInstance();
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.contains("json")) {
      throw unreadable(call, "it is of type '" + type + "'", id, null);
    }
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw unreadable(call, "it is not JSON", id, e);
    }
  }

  private static String requestId(HttpResponse<?> answer) {
    return answer.headers().firstValue("x-vercel-id").orElse("unknown");
  }

  static ProviderError unreadable(
      Call call, String why, String requestId, @Nullable Throwable cause) {
    return new ProviderError(
        "vercel.unreadable",
        "Vercel's answer to " + call.doing() + " can't be read: " + why + ".",
        "Try again. If it stays so, look at www.vercel-status.com, or whether a proxy of your"
            + " network answers in Vercel's place.",
        true,
        requestId,
        cause);
  }

  private ProviderError unreachable(Call call, IOException cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new ProviderError(
        "vercel.unreachable",
        connection.api().getHost()
            + " could not be reached for "
            + call.doing()
            + ": "
            + why
            + ". Whether Vercel did it is looked at before anything else.",
        "Check the network and try again.",
        true,
        null,
        cause);
  }

  private static ProviderError failure(Call call, HttpResponse<String> answer, Duration wait) {
    String id = requestId(answer);
    if (answer.statusCode() == 429) {
      return new ProviderError(
          "vercel.rate-limited",
          "Vercel asks to wait "
              + (wait.toMinutes() > 2 ? wait.toMinutes() + " minutes" : wait.toSeconds() + " s")
              + " before "
              + call.doing()
              + ": "
              + message(answer),
          "Wait so long, then run the same command again: it goes on where it was.",
          false,
          id,
          null);
    }
    return new ProviderError(
        "vercel.failing",
        "Vercel failed at " + call.doing() + " with status " + answer.statusCode() + ".",
        "Look at www.vercel-status.com and try again. Vercel's id of the request is " + id + ".",
        true,
        id,
        null);
  }

  private static String message(HttpResponse<String> answer) {
    try {
      return Json.mapper()
          .readTree(answer.body())
          .path("error")
          .path("message")
          .asText("too many requests.");
    } catch (JsonProcessingException notJson) {
      return "too many requests.";
    }
  }

  private static UserError forbidden(Call call, JsonNode body) {
    return new UserError(
        "vercel.forbidden",
        "Vercel does not let this token do that: "
            + call.doing()
            + " ("
            + body.path("error").path("message").asText("not authorized")
            + ").",
        "Make a token for the right team at vercel.com/account/tokens, set VERCEL_TOKEN to it, and"
            + " run: freehold target add vercel");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
