package dev.freehold.deploy.carryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.render.Look.Request;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MixedContentTest {
  private static List<String> told(String address, String... asked) {
    return MixedContent.in(
        Stream.of(asked).map(each -> new Request(each, "Fetch", 200, "")).toList(),
        URI.create(address),
        "guestbook.localhost:4711");
  }

  @Test
  void whatBrowsersBlockOnAPageWithAnHttpsAddressIsTold() {
    assertThat(
            told(
                "https://guestbook.example.org/",
                "http://guestbook.localhost:4711/assets/a.js",
                "http://api.example.org/items",
                "ws://live.example.org/x",
                "http://localhost:9/x",
                "https://fonts.example.org/x",
                "data:image/png;base64,x"))
        .hasSize(2)
        .first()
        .asString()
        .contains("http://api.example.org/items", "mixed content");
  }

  @Test
  void aPageWithoutTlsMayAskWithoutTls() {
    assertThat(told("http://203.0.113.7/", "http://api.example.org/items")).isEmpty();
  }
}
