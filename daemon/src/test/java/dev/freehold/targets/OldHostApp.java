package dev.freehold.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.release.OutputTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An app with rules that were written for another host, and what every target makes of them. */
public final class OldHostApp {
  public static final String POLICY =
      "default-src 'self'; img-src * data:; report-to \"x{y}$z${q}\"";

  private OldHostApp() {}

  public static Serving serving() {
    return Serving.files(Optional.of("index.html"))
        .with(
            Optional.of("index.html"),
            List.of(
                new Redirect("/old-menu", "/menu", 301, false),
                new Redirect("/blog/*", "/news/:splat", 302, false),
                new Redirect("/out/*", "/:splat", 302, false),
                new Redirect("/p/:id/edit", "https://example.com/:id?from=app#top", 307, false),
                new Redirect("/about", "/menu", 301, false),
                new Redirect("/start", "/", 308, true)),
            List.of(
                new HeaderRule("/*", "Cross-Origin-Opener-Policy", "same-origin"),
                new HeaderRule("/*", "Cross-Origin-Embedder-Policy", "require-corp"),
                new HeaderRule("/*", "X-Frame-Options", "SAMEORIGIN"),
                new HeaderRule("/admin/*", "X-Frame-Options", "DENY"),
                new HeaderRule("/*", "Content-Security-Policy", POLICY)));
  }

  public static Activation of(Activations activations) {
    OutputTree output =
        Activations.app("one")
            .with("about.html", "<h1>about</h1>")
            .with("start.html", "<h1>start</h1>");
    return activations.of(output, serving(), Map.of());
  }

  /** What a target answers to a GET. */
  @FunctionalInterface
  public interface Visitor {
    Said get(String path, String... headers) throws Exception;
  }

  public record Said(int status, String body, UnaryOperator<String> header) {}

  public static void check(Visitor visitor) throws Exception {
    leads(visitor, "/old-menu", 301, "/menu");
    leads(visitor, "/old-menu/?a=b", 301, "/menu?a=b");
    leads(visitor, "/blog/a/b?c=%20d", 302, "/news/a/b?c=%20d");
    leads(visitor, "/blog", 302, "/news/");
    leads(visitor, "/p/7%20a/edit?x=y", 307, "https://example.com/7%20a?from=app#top");
    leads(visitor, "/start", 308, "/");
    assertThat(visitor.get("/about").body()).isEqualTo("<h1>about</h1>");
    assertThat(visitor.get("/menu", "Accept: text/html").body()).contains("<h1>one</h1>");
    assertThat(visitor.get("/old-menus", "Accept: text/html").body()).contains("<h1>one</h1>");
    for (String path : List.of("/", "/" + Activations.script("one"), "/menu", "/picture.png")) {
      Said page = visitor.get(path, "Accept: text/html");
      assertThat(page.status()).as(path).isEqualTo(200);
      assertThat(page.header().apply("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
      assertThat(page.header().apply("Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
      assertThat(page.header().apply("X-Frame-Options")).isEqualTo("SAMEORIGIN");
      assertThat(page.header().apply("Content-Security-Policy")).isEqualTo(POLICY);
      assertThat(page.header().apply("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    Said admin = visitor.get("/admin/people", "Accept: text/html");
    assertThat(admin.header().apply("X-Frame-Options")).isEqualTo("DENY");
    Said gone = visitor.get("/api/gone", "Accept: application/json");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.header().apply("Content-Security-Policy")).isEqualTo(POLICY);
  }

  private static void leads(Visitor visitor, String path, int status, String location)
      throws Exception {
    Said said = visitor.get(path);
    assertThat(said.status()).as(path).isEqualTo(status);
    assertThat(said.header().apply("Location")).as(path).isEqualTo(location);
    assertThat(said.header().apply("Cache-Control")).as(path).isEqualTo("no-cache");
  }
}
