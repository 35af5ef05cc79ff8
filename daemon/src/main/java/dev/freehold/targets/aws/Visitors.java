package dev.freehold.targets.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Where visitors of a domain get, as it is seen from here. */
@FunctionalInterface
interface Visitors {
  /** What only CloudFront sends (its guide: request and response behaviour). */
  String MARK = "x-amz-cf-id";

  boolean getToCloudFront(String name);

  static Visitors real() {
    var patience = Duration.ofSeconds(10);
    return name -> {
      var request =
          HttpRequest.newBuilder(URI.create("https://" + name + "/")).timeout(patience).build();
      try (HttpClient http =
          HttpClient.newBuilder()
              .connectTimeout(patience)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build()) {
        return http.send(request, HttpResponse.BodyHandlers.discarding())
            .headers()
            .firstValue(MARK)
            .isPresent();
      } catch (IOException _) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the daemon is stopping", e);
      }
    };
  }
}
