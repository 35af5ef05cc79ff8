package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.targets.OldHostApp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputConfigTest {
  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    String config = OutputConfig.of(OldHostApp.serving(), List.of());
    var site =
        new EdgeSite(
            Map.of("index.html", new byte[] {1}, "about.html", new byte[] {2}),
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
}
