package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.kill.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A visitor whose connections stay open, as a browser's do. */
final class Web {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** The name is in the Host header alone: Java does not resolve names under localhost. */
  HttpResponse<byte[]> get(String url) throws IOException, InterruptedException {
    URI address = URI.create(url);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + address.getPort() + address.getRawPath()))
            .header("Host", address.getAuthority())
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** The page at this address, which must be there. */
  static Page page(String url) throws IOException {
    Page page = Page.fetch(url);
    assertThat(page.status()).as(url).isEqualTo(200);
    return page;
  }
}
