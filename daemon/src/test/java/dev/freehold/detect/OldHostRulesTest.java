package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Overrides;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.file.MemoryTree;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OldHostRulesTest {
  private static Detection detect(String... files) {
    return new Detector().detect(MemoryTree.of(files), Overrides.NONE);
  }

  private static Detection vite(String... more) {
    return detect(
        Stream.of(
                Stream.of("index.html", DetectorTest.PAGE, "package.json", DetectorTest.MANIFEST),
                Stream.of("package-lock.json", "{}", "src/main.tsx", ""),
                Stream.of(more))
            .flatMap(parts -> parts)
            .toArray(String[]::new));
  }

  private static List<String> said(Detection detection) {
    return detection.conclusions().stream()
        .filter(c -> c.subject().equals("old host"))
        .map(c -> c.value() + " | " + c.reason())
        .toList();
  }

  @Test
  void everyRuleIsTakenOverOrNamed() {
    Detection app =
        vite(
            "public/_redirects",
            "/old-menu /menu 301\n/api/* https://api.example.com/:splat 200\n/* /index.html 200\n",
            "public/_headers",
            "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cache-Control: no-store\n",
            "vercel.json",
            "{\"redirects\": [{\"source\": \"/blog\", \"destination\": \"/news\"}]}");
    assertThat(app.serving().redirects())
        .containsExactly(
            new Redirect("/old-menu", "/menu", 301, false),
            new Redirect("/blog", "/news", 308, true));
    assertThat(app.serving().headers())
        .containsExactly(new HeaderRule("/*", "Cross-Origin-Opener-Policy", "same-origin"));
    assertThat(said(app))
        .containsExactly(
            "/old-menu leads to /menu | public/_redirects line 1, taken over with 301, where there"
                + " is no file",
            "not taken over: /api/* https://api.example.com/:splat 200 | public/_redirects line 2:"
                + " what visitors send to /api/ would go to api.example.com, and nobody agreed to"
                + " that, so the page gets nothing there; to agree: freehold deploy --allow-proxy"
                + " api.example.com",
            "/* /index.html 200 | public/_redirects line 3: addresses that match no file answer"
                + " index.html here as well",
            "Cross-Origin-Opener-Policy is sent for /* | public/_headers line 2, taken over:"
                + " same-origin",
            "not taken over: Cache-Control for /* | public/_headers line 3: Freehold sets"
                + " Cache-Control itself where it is needed",
            "/blog leads to /news | vercel.json line 1, taken over with 308, before files");
  }

  private static Detection agreed(String host, String... more) {
    return new Detector()
        .detect(
            MemoryTree.of(
                Stream.of(
                        Stream.of(
                            "index.html", DetectorTest.PAGE, "package.json", DetectorTest.MANIFEST),
                        Stream.of("package-lock.json", "{}", "src/main.tsx", ""),
                        Stream.of(more))
                    .flatMap(parts -> parts)
                    .toArray(String[]::new)),
            Overrides.NONE,
            Set.of(host));
  }

  @Test
  void requestsArePassedOnToHostsThatTheOwnerAgreedTo() {
    String[] rules = {
      "public/_redirects",
      "/api/* https://api.example.com/v2/:splat 200\n"
          + "/cms/* https://cms.example.com/cms/:splat 200\n"
    };
    var api = new ProxyRule("/api/", URI.create("https://api.example.com"), "/v2/");
    var cms = new ProxyRule("/cms/", URI.create("https://cms.example.com"));
    Detection nobody = vite(rules);
    assertThat(nobody.serving().proxies()).isEmpty();
    assertThat(nobody.openProxies()).containsExactly(api, cms);

    Detection app = agreed("api.example.com", rules);
    assertThat(app.serving().proxies()).containsExactly(api);
    assertThat(app.openProxies()).containsExactly(cms);
    assertThat(said(app))
        .first()
        .isEqualTo(
            "what visitors send to /api/ goes to https://api.example.com/v2/ | public/_redirects"
                + " line 1, taken over: you agreed to api.example.com");
    assertThat(said(app)).last().asString().contains("--allow-proxy cms.example.com");
    assertThat(agreed("example.com", rules).serving().proxies()).isEmpty();
  }

  @Test
  void filesOfTheAppAreNotHiddenBehindAnotherHost() {
    String rule = "/api/* https://api.example.com/:splat 200";
    Detection app =
        agreed("api.example.com", "public/_redirects", rule, "public/api/menu.json", "{}");
    assertThat(app.serving().proxies()).isEmpty();
    assertThat(app.openProxies()).isEmpty();
    assertThat(said(app).getFirst()).contains("has files below /api/");
    assertThat(
            agreed("api.example.com", "public/_redirects", rule + "!", "public/api/menu.json", "{}")
                .serving()
                .proxies())
        .hasSize(1);
  }

  @Test
  void aServerThatAnswersEverythingPassesOnByItself() {
    Detection app =
        new Detector()
            .detect(
                MemoryTree.of(
                    "package.json",
                    """
                    {"scripts": {"start": "node server.js"}, "dependencies": {"express": "4.21.2"}}
                    """,
                    "package-lock.json",
                    "{}",
                    "server.js",
                    "require('express')().listen(process.env.PORT)",
                    "vercel.json",
                    "{\"rewrites\": [{\"source\": \"/api/(.*)\", \"destination\":"
                        + " \"https://api.example.com/$1\"}]}"),
                Overrides.NONE,
                Set.of("api.example.com"));
    assertThat(app.serving().proxies()).isEmpty();
    assertThat(app.openProxies()).isEmpty();
    assertThat(said(app).getFirst()).contains("own server");
  }

  @Test
  void aRuleThatKeepsThePathIsStoredAsItAlwaysWas() {
    URI host = URI.create("https://api.example.com");
    var kept = new ProxyRule("/api/", host, "/api/");
    assertThat(kept).isEqualTo(new ProxyRule("/api/", host));
    assertThat(Json.canonical(kept))
        .isEqualTo("{\"prefix\":\"/api/\",\"upstream\":\"https://api.example.com\"}");
    assertThat(Json.read(Json.write(kept), ProxyRule.class)).isEqualTo(kept);
    var moved = new ProxyRule("/api/", host, "/v2/");
    assertThat(Json.canonical(moved)).contains("\"path\":\"/v2/\"");
    assertThat(Json.read(Json.write(moved), ProxyRule.class)).isEqualTo(moved);
  }

  @Test
  void aFallbackMakesPlainPagesASinglePageApp() {
    Detection app = detect("index.html", "<h1>Hi</h1>", "_redirects", "/* /index.html 200");
    assertThat(app.serving().spaFallback()).contains("index.html");
    assertThat(app.conclusions())
        .filteredOn(c -> c.subject().equals("routing"))
        .extracting(Conclusion::reason)
        .containsExactly("_redirects line 1 says so");
    assertThat(
            detect("index.html", "<h1>Hi</h1>", "_redirects", "/* /app.html 200")
                .serving()
                .spaFallback())
        .isEmpty();
  }

  @Test
  void aServerThatAnswersEverythingHasToDoItItself() {
    Detection app =
        detect(
            "package.json",
            """
            {"scripts": {"start": "node server.js"}, "dependencies": {"express": "4.21.2"}}
            """,
            "package-lock.json",
            "{}",
            "server.js",
            "require('express')().listen(process.env.PORT)",
            "netlify.toml",
            "[[redirects]]\nfrom = \"/a\"\nto = \"/b\"\n");
    assertThat(app.serving().redirects()).isEmpty();
    assertThat(said(app).getFirst()).contains("not taken over: /a /b 301").contains("own server");
  }

  @Test
  void manyRulesAreNamedUpToAHundred() {
    Detection app = vite("public/_redirects", "/a /b 418\n".repeat(2_000));
    assertThat(said(app)).hasSize(101).last().asString().startsWith("1900 more rules");
  }

  @Test
  void withoutRulesAnAppIsServedAsBefore() {
    Serving plain = vite().serving();
    assertThat(Json.canonical(plain)).doesNotContain("redirects", "headers");
    assertThat(Json.read(Json.write(plain), Serving.class)).isEqualTo(plain);
    Serving ruled =
        plain.with(
            Optional.empty(),
            List.of(new Redirect("/a", "/b", 301, false)),
            List.of(new HeaderRule("/*", "X-A", "b")));
    assertThat(Json.read(Json.write(ruled), Serving.class)).isEqualTo(ruled);
  }
}
