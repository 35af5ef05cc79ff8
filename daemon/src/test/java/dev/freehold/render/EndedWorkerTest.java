package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.site.RetiredWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the browser of a visitor who comes again: one profile, kept from visit to visit. */
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

  private final ProcessRunner processes = new ProcessRunner(System.getenv());

  /** The picture keeps the visit open until the worker has done what it does. */
  private static String page(String version, String script) {
    return "<!doctype html><title>x</title><h1>Version "
        + version
        + "</h1><img src=/slow.png><script>"
        + script
        + "</script>";
  }

  private String visit(LivelySite site) {
    Browser browser = new Browsers(processes.executables(), folder).find().orElseThrow();
    var words =
        new ArrayList<>(
            List.of(
                browser.program().toString(),
                "--headless=new",
                "--user-data-dir=" + folder.resolve("visitor"),
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--password-store=basic"));
    if (System.getProperty("user.name").equals("root")) {
      // Chromium refuses to run as root with its own sandbox
      words.add("--no-sandbox");
    }
    words.addAll(
        List.of("--dump-dom", "http://localhost:" + site.page().connect().getPort() + "/"));
    return processes
        .run(Command.of(folder, words.toArray(String[]::new)).withTimeout(Duration.ofSeconds(60)))
        .stdout();
  }

  private static LivelySite withWorker() {
    return new LivelySite()
        .with("/slow.png", Duration.ofSeconds(6), "image/png", "")
        .with(
            "/",
            Duration.ZERO,
            "text/html",
            page("one", "navigator.serviceWorker.register('/worker.js')"))
        .with("/worker.js", Duration.ZERO, SCRIPT, WORKER);
  }

  @Test
  void twoVisitsAfterItIsGoneTheNewReleaseIsShown() throws Exception {
    try (LivelySite site = withWorker()) {
      assertThat(visit(site)).contains("Version one");
      site.with("/", Duration.ZERO, "text/html", page("three", ""));
      assertThat(visit(site)).as("the worker shows what it kept").contains("Version one");

      site.with("/worker.js", Duration.ZERO, SCRIPT, RetiredWorker.SCRIPT);
      visit(site);
      assertThat(visit(site)).contains("Version three");
      assertThat(visit(site)).contains("Version three");
    }
  }
}
