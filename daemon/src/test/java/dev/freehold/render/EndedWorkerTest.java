package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.site.RetiredWorker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the browser of a visitor who comes again. */
@Tag("soak")
class EndedWorkerTest {
  private static final String SCRIPT = "text/javascript";

  /** Keeps the start page, and shows what it kept, as workers of many builders do. */
  private static final String WORKER =
      """
      self.addEventListener('install', (event) => {
        self.skipWaiting();
        event.waitUntil(caches.open('pages').then((pages) => pages.add('/')));
      });
      self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
      self.addEventListener('fetch', (event) => {
        if (event.request.mode === 'navigate') event.respondWith(caches.match('/'));
      });
      """;

  @TempDir Path folder;

  private static String page(String version, String script) {
    return "<!doctype html><title>x</title><h1>Version "
        + version
        + "</h1><script>"
        + script
        + "</script>";
  }

  private static LivelySite withWorker() {
    return new LivelySite()
        .with(
            "/",
            Duration.ZERO,
            "text/html",
            page("one", "navigator.serviceWorker.register('/worker.js')"))
        .with("/worker.js", Duration.ZERO, SCRIPT, WORKER);
  }

  @Test
  void twoVisitsAfterItIsGoneTheNewReleaseIsShown() throws Exception {
    var visitor = new ReturningVisitor(folder);
    try (LivelySite site = withWorker()) {
      String url = "http://localhost:" + site.page().connect().getPort() + "/";
      assertThat(visitor.visit(url)).contains("Version one");
      site.with("/", Duration.ZERO, "text/html", page("three", ""));
      assertThat(visitor.visit(url)).as("the worker shows what it kept").contains("Version one");

      site.with("/worker.js", Duration.ZERO, SCRIPT, RetiredWorker.SCRIPT);
      visitor.visit(url);
      assertThat(visitor.visit(url)).contains("Version three");
      assertThat(visitor.visit(url)).contains("Version three");
    }
  }
}
