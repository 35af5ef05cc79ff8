package dev.freehold.targets.aws.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.credential.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedFunctionTest {
  @Test
  void whatWasPublishedIsReadBack() {
    var baked = new EdgePointer(7, "0123456789", "settings-1", "one", Optional.of("a.example"));
    List<Rules> rules =
        List.of(
            new Rules("one", "{\"f\":\"index.html\"}"),
            new Rules("two", "{\"m\":[[\"/a;const baked={}\\u2028\",301,\"/b\"]]}"));
    String source =
        new EdgeFunction("shop.production", baked, rules, Optional.empty(), Secret.of("s"))
            .source();

    PublishedFunction published = PublishedFunction.of(source).orElseThrow();

    assertThat(published.baked()).isEqualTo(baked);
    assertThat(published.rules()).extracting(Rules::id).containsExactly("one", "two");
    assertThat(
            new EdgeFunction(
                    "shop.production",
                    published.baked(),
                    published.rules(),
                    Optional.empty(),
                    Secret.of("s"))
                .source())
        .isEqualTo(source);
  }

  @Test
  void otherCodeKnowsNothing() {
    assertThat(PublishedFunction.of("function handler(event) { return event.request; }")).isEmpty();
    assertThat(PublishedFunction.of("const baked={;const sets={}")).isEmpty();
  }
}
