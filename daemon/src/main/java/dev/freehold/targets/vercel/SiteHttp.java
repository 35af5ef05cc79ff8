package dev.freehold.targets.vercel;

import dev.freehold.base.ProviderError;
import dev.freehold.targets.Staged;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks sites what visitors are not told, with the key to their deployments. */
final class SiteHttp {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();

  record Answer(int status, String body) {}

  /**
   * @param at with the headers that open its door
   * @throws ProviderError {@code vercel.unreachable}
   */
  Answer get(Staged at, String path, Map<String, String> headers, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.connect().resolve(path))
            .timeout(patience)
            .header("Host", at.host());
    at.headers().forEach(request::header);
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new ProviderError(
          "vercel.unreachable",
          at.host() + " could not be reached: " + e.getMessage(),
          "Check the network and try again.",
          true,
          null,
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }
}
