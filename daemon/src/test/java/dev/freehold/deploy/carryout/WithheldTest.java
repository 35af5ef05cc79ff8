package dev.freehold.deploy.carryout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.render.Look.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithheldTest {
  @Test
  void whatThePageAsksForAndIsNeverPublishedIsNamed() {
    var requests =
        List.of(
            new Request("http://a.localhost:1/my%20words.db?v=1", "Fetch", 404, ""),
            new Request("http://a.localhost:1/my%20words.db", "Fetch", 404, ""),
            new Request("http://a.localhost:1/other.db", "Fetch", 404, ""),
            new Request("http://elsewhere.example/my%20words.db", "Fetch", 404, ""),
            new Request("http://a.localhost:1/served.db", "Fetch", 200, ""));

    assertThat(
            Withheld.of(List.of("dist/my words.db", "dist/served.db", "other.db"), "dist")
                .askedFor(requests, "a.localhost:1"))
        .singleElement()
        .asString()
        .startsWith("The page asks for my words.db, which the build made");
    assertThat(Withheld.of(List.of("a.map"), "").askedFor(requests, "a.localhost:1")).isEmpty();
  }
}
