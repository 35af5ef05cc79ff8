package dev.freehold.targets.shelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Speaks to shelves. What may pass is a {@link ProviderError} that says so. */
final class ShelfClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** What it said, when it was not about the token and not a failure of its own. */
  record Reply(ShelfRoom room, int status, JsonNode body) {
    boolean isMissing() {
      return status == 404;
    }

    boolean isConflict() {
      return status == 409;
    }

    <T> T as(Class<T> type) {
      require();
      try {
        return Json.mapper().treeToValue(body, type);
      } catch (JsonProcessingException e) {
        throw unreadable(room, e);
      }
    }

    <T> Optional<T> ifThere(Class<T> type) {
      return isMissing() ? Optional.empty() : Optional.of(as(type));
    }

    void require() {
      if (status != 200) {
        throw new ProviderError(
            "shelf.refused",
            "The shelf at "
                + room.address()
                + " refused with status "
                + status
                + ": "
                + body.path("error").asText(),
            "Look whether all is as it should be with 'freehold target verify'.",
            false,
            null,
            null);
      }
    }
  }

  Reply get(ShelfRoom room, String path) {
    return send(room, "GET", path, BodyPublishers.noBody());
  }

  Reply delete(ShelfRoom room, String path) {
    return send(room, "DELETE", path, BodyPublishers.noBody());
  }

  Reply put(ShelfRoom room, String path, Object body) {
    return send(room, "PUT", path, BodyPublishers.ofString(Json.write(body)));
  }

  Reply post(ShelfRoom room, String path, Object body) {
    return send(room, "POST", path, BodyPublishers.ofString(Json.write(body)));
  }

  /**
   * @throws ProviderError {@code shelf.unreachable}, {@code shelf.failing}, {@code
   *     shelf.unreadable}: all of them may pass
   * @throws UserError {@code shelf.token-refused}
   */
  Reply send(ShelfRoom room, String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(room.address() + "/v1" + path))
            .header("Authorization", "Bearer " + room.token().reveal())
            .timeout(PATIENCE)
            .method(method, body)
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ProviderError(
          "shelf.unreachable",
          "The shelf at " + room.address() + " could not be asked: " + e.getMessage(),
          "Try again.",
          true,
          null,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
    if (answer.statusCode() == 401) {
      throw new UserError(
          "shelf.token-refused",
          "The shelf at " + room.address() + " does not know this token.",
          "Connect it again with one that it knows: freehold target add shelf");
    }
    if (answer.statusCode() >= 500) {
      throw new ProviderError(
          "shelf.failing",
          "The shelf at " + room.address() + " failed with status " + answer.statusCode() + ".",
          "Try again.",
          true,
          null,
          null);
    }
    try {
      return new Reply(room, answer.statusCode(), Json.mapper().readTree(answer.body()));
    } catch (JsonProcessingException e) {
      throw unreadable(room, e);
    }
  }

  private static ProviderError unreadable(ShelfRoom room, Exception cause) {
    return new ProviderError(
        "shelf.unreadable",
        "What the shelf at " + room.address() + " answered can't be read.",
        "Try again.",
        true,
        null,
        cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
