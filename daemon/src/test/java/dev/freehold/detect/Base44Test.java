package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.app.Overrides;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.file.MemoryTree;
import java.net.URI;
import java.util.Map;
import java.util.Set;
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

  @Test
  void signingInLeadsToTheAppsHostUnlessTheAppHasAPageForIt() {
    MemoryTree tree =
        app()
            .with(".env", "VITE_BASE44_APP_BASE_URL=https://shop-1a2b.base44.app\n")
            .with(
                "src/client.js",
                "import { createClient } from '@base44/sdk'; createClient({ serverUrl: '' });");
    Detection app = detect(tree);
    assertThat(app.serving().redirects())
        .containsExactly(new Redirect("/login", "https://shop-1a2b.base44.app/login", 302, false));
    assertThat(app.serving().spaFallback()).contains("index.html");
    assertThat(
            app.serving()
                .redirects()
                .getFirst()
                .destination()
                .render(s -> s, i -> "", "?from_url=x"))
        .isEqualTo("https://shop-1a2b.base44.app/login?from_url=x");
    assertThat(app.conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("sign-in"))
        .extracting(Conclusion::value)
        .containsExactly("/login leads to https://shop-1a2b.base44.app/login");

    Detection own =
        detect(tree.with("src/App.jsx", "<Route path=\"/Login\" element={<Login />} />"));
    assertThat(own.serving().redirects()).isEmpty();
    assertThat(own.conclusions()).extracting(Conclusion::subject).doesNotContain("sign-in");
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

  @Test
  void aRuleOfTheOldHostTakesNothingFromBase44() {
    MemoryTree tree =
        app()
            .with("base44/.app.jsonc", "{\"id\": \"" + ID + "\"}")
            .with(
                "public/_redirects",
                "/api/x/* https://api.example.com/:splat 200\n/cms/* https://api.example.com/:splat"
                    + " 200\n");
    Detection app = new Detector().detect(tree, Overrides.NONE, Set.of("api.example.com"));
    assertThat(app.serving().proxies())
        .extracting(ProxyRule::prefix)
        .containsExactly("/api/", "/ws-user-apps/", "/cms/");
    assertThat(app.conclusions())
        .extracting(Conclusion::reason)
        .contains("public/_redirects line 1: base44.app answers there already");
  }
}
