package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.app.Overrides;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.file.MemoryTree;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the calls of visitors go: nowhere but where the app's own settings or its owner say. */
class Base44Test {
  private static final String ID = "0123456789abcdef01234567";

  private static MemoryTree app() {
    return MemoryTree.of(
        "package.json",
        "{\"scripts\":{\"build\":\"vite build\"},\"dependencies\":{\"@base44/sdk\":\"^0.8\"},"
            + "\"devDependencies\":{\"vite\":\"^7\"}}",
        "index.html",
        "<script type=module src=/src/main.jsx></script>",
        "src/main.jsx",
        "import './client.js';",
        "src/client.js",
        "import { createClient } from '@base44/sdk';",
        "README.md",
        "Live at https://example-1a2b.base44.app");
  }

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  private static Conclusion backend(Detection app) {
    return app.conclusions().stream()
        .filter(conclusion -> conclusion.subject().equals("backend"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({".env", ".env.production"})
  void theAppsOwnSettingsNameItsHost(String file) {
    Detection app =
        detect(
            app()
                .with(file, "VITE_BASE44_APP_BASE_URL=https://shop-1a2b.base44.app\n")
                .with("base44/.app.jsonc", "{ // ours\n \"id\": \"" + ID + "\" }"));
    URI host = URI.create("https://shop-1a2b.base44.app");
    assertThat(app.serving().proxies())
        .containsExactly(new ProxyRule("/api/", host), new ProxyRule("/ws-user-apps/", host));
    assertThat(backend(app).reason()).startsWith(file + " names it");
    assertThat(app.defaults())
        .extracting(DefaultValue::name, DefaultValue::value)
        .contains(
            tuple("VITE_BASE44_APP_BASE_URL", "https://shop-1a2b.base44.app"),
            tuple("VITE_BASE44_APP_ID", ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base44/.app.jsonc | {\"id\": \"0123456789abcdef01234567\"}",
        ".env | VITE_BASE44_APP_ID=0123456789abcdef01234567",
        "src/client.js | import { createClient } from '@base44/sdk'; createClient({ appId:"
            + " '0123456789abcdef01234567' })"
      })
  void withItsOwnIdTheSharedHostAnswers(String file, String text) {
    Detection app = detect(app().with(file, text));
    assertThat(app.serving().proxies())
        .extracting(ProxyRule::upstream)
        .containsOnly(URI.create("https://base44.app"));
    assertThat(backend(app).reason())
        .contains("name the app " + ID)
        .endsWith("freehold app set backend=https://example-1a2b.base44.app (README.md names it)");
  }

  @Test
  void whatIsSaidAboutTheAppLeadsNoVisitorAnywhere() {
    Detection app =
        detect(app().with(".env.local", "VITE_BASE44_APP_BASE_URL=https://mine.base44.app\n"));
    assertThat(app.serving().proxies()).isEmpty();
    assertThat(backend(app).value()).isEqualTo("not known");
  }

  @Test
  void anAppThatHasMovedPassesNothingOn() {
    Detection app =
        detect(
            app()
                .with("src/client.js", "export const data = fetch('/api/orders');")
                .with("base44/.app.jsonc", "{\"id\": \"" + ID + "\"}"));
    assertThat(app.serving().proxies()).isEmpty();
    assertThat(backend(app).value()).isEqualTo("not at Base44");
  }

  @Test
  void theOwnersWordIsTheLast() {
    var said = new Overrides(Map.of("backend", "https://mine.base44.app/"));
    assertThat(new Detector().detect(app(), said).serving().proxies())
        .extracting(ProxyRule::upstream)
        .containsOnly(URI.create("https://mine.base44.app"));
    var none = new Overrides(Map.of("backend", "none"));
    assertThat(
            new Detector()
                .detect(app().with(".env", "VITE_BASE44_APP_ID=" + ID), none)
                .serving()
                .proxies())
        .isEmpty();
  }
}
