package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.targets.OldHostApp;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputConfigTest {
  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    String config = OutputConfig.of(OldHostApp.serving(), List.of(), List.of());
    var site =
        new EdgeSite(
            Map.of("index.html", new byte[] {1}, "about.html", new byte[] {2}),
            Map.of(),
            Optional.of(Json.mapper().readTree(config)));
    EdgeSite.Reply moved = site.answer("/blog/a/b", Map.of());
    assertThat(moved.status()).isEqualTo(302);
    assertThat(moved.headers()).containsEntry("location", "/news/a/b");
    assertThat(site.answer("/start", Map.of()).status()).isEqualTo(308);
    assertThat(site.answer("/about", Map.of()).status()).isEqualTo(200);
    EdgeSite.Reply page = site.answer("/admin/x", Map.of("accept", "text/html"));
    assertThat(page.headers())
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("content-security-policy", OldHostApp.POLICY);
  }

  @Test
  void anotherHostMayHaveElsewhereWhatItAnswers() throws Exception {
    URI host = URI.create("https://api.example.com");
    var serving =
        Serving.files(Optional.of("index.html"))
            .withProxies(
                List.of(new ProxyRule("/v1.0/", host, "/v2/"), new ProxyRule("/api/", host)));
    var site =
        new EdgeSite(
            Map.of("index.html", new byte[] {1}),
            Map.of(),
            Optional.of(Json.mapper().readTree(OutputConfig.of(serving, List.of(), List.of()))));
    assertThat(site.answer("/v1.0/a/b", Map.of()).elsewhere())
        .contains("https://api.example.com/v2/a/b");
    assertThat(site.answer("/api/a", Map.of()).elsewhere())
        .contains("https://api.example.com/api/a");
    assertThat(site.answer("/v1x0/a", Map.of()).elsewhere()).isEmpty();
  }
}
