package dev.freehold.targets.aws;

import dev.freehold.targets.Staged;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the edge near this machine about a release. */
final class SiteProbe {
  static final String PREVIEW = "x-freehold-preview";
  private static final String PATH = "/__freehold/release";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * @param staged with the header that opens its door
   * @param folder of the release
   */
  boolean shows(Staged staged, String folder) {
    return get(staged, PATH, PATIENCE).filter(body -> body.strip().equals(folder)).isPresent();
  }

  /**
   * Body of an answer with status 200.
   *
   * @param staged with the header that opens its door
   */
  Optional<String> get(Staged staged, String path, Duration patience) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    staged.connect().getScheme()
                        + "://"
                        + staged.connect().getRawAuthority()
                        + path))
            .timeout(patience)
            .header("Host", staged.host());
    staged.headers().forEach(request::header);
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return Optional.of(answer).filter(one -> one.statusCode() == 200).map(HttpResponse::body);
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }
}
