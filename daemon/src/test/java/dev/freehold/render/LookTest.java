package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.FreeholdException;
import dev.freehold.process.ProcessRunner;
import dev.freehold.render.Look.NotSeen;
import dev.freehold.render.Look.Seen;
import dev.freehold.render.Rendering.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that show themselves late, or never rest: the browser of this machine waits as it must. */
class LookTest {
  private static final String HEAD =
      "<!doctype html><title>t</title><link rel=icon href='data:,'><div id=root></div>";

  @TempDir Path folder;
  private final LivelySite site = new LivelySite();
  private final ProcessRunner processes = new ProcessRunner(System.getenv());

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  /** What a page waits for before it says "Hi". */
  private enum Awaited {
    INDEXED_DB(
        "const o = indexedDB.open('a'); o.onupgradeneeded = () => o.result.createObjectStore('s');"
            + "o.onsuccess = () => { const g = o.result.transaction('s').objectStore('s').get(1);"
            + " g.onsuccess = () => hi('Hi') }"),
    CACHE_STORAGE(
        "caches.open('a').then(c => c.put('/x', new Response('Hi')).then(() => c.match('/x')))"
            + ".then(r => r.text()).then(hi)"),
    WORKER(
        "const w = new Worker('/worker.js'); w.onmessage = (m) => hi(m.data); w.postMessage('Hi')"),
    WEB_SOCKET(
        "const s = new WebSocket('ws://' + location.host + '/socket'); s.onmessage = m =>"
            + " hi(m.data)"),
    STORAGE_ESTIMATE("navigator.storage.estimate().then(() => hi('Hi'))"),
    SLOW_DATA("fetch('/slow').then(r => r.text()).then(hi)");

    private final String script;

    Awaited(String script) {
      this.script = script;
    }
  }

  private void page(String body) {
    site.with("/", Duration.ZERO, "text/html", HEAD + body);
  }

  private void waiting(Awaited awaited) {
    site.with(
            "/worker.js", Duration.ZERO, "text/javascript", "onmessage = m => postMessage(m.data)")
        .with("/slow", Duration.ofSeconds(3), "text/plain", "Hi");
    page(
        "<script>const hi = (said) => { root.textContent = said };" + awaited.script + "</script>");
  }

  private Look look(Page page) {
    Optional<Browser> real = new Browsers(processes.executables(), folder).find();
    assertThat(real).as("install Chromium to run this test").isPresent();
    return new PageRenderer(() -> real, processes, folder.resolve("profiles"))
        .look(page, () -> false);
  }

  private Seen seen() {
    Look look = look(site.page());
    if (look instanceof NotSeen missing) {
      throw new AssertionError(missing.why());
    }
    return (Seen) look;
  }

  private static Verdict verdict(Seen seen) {
    return Verdict.of(seen, LivelySite.HOST);
  }

  private static Optional<String> code(Verdict verdict) {
    return verdict.problem().map(FreeholdException::code);
  }

  private void saysHi(int times) {
    for (int time = 0; time < times; time++) {
      Seen seen = seen();
      assertThat(code(Verdict.of(seen, LivelySite.HOST, "Hi"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Awaited.class)
  void aPageIsSeenWhenWhatItWaitsForHasCome(Awaited awaited) {
    waiting(awaited);
    saysHi(2);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(Awaited.class)
  void aBusyMachineShowsThemAsWell(Awaited awaited) throws Exception {
    waiting(awaited);
    var over = new AtomicBoolean();
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      busy.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      Thread.onSpinWait();
                    }
                  }));
    }
    try {
      saysHi(Integer.getInteger("freehold.looks", 3));
    } finally {
      over.set(true);
      for (Thread thread : busy) {
        thread.join();
      }
    }
  }

  @Test
  void aDocumentThatTakesNineSecondsIsWaitedFor() {
    site.with("/", Duration.ofSeconds(9), "text/html", HEAD + "<p>Hi</p>");
    saysHi(1);
  }

  @Test
  void aDocumentThatNeverComesIsNoBlankPage() {
    site.with("/", Duration.ofMinutes(2), "text/html", HEAD);
    assertThat(look(site.page()))
        .asInstanceOf(InstanceOfAssertFactories.type(NotSeen.class))
        .satisfies(missing -> assertThat(missing.reason()).isEqualTo(Reason.TIMED_OUT))
        .satisfies(
            missing ->
                assertThat(missing.why()).isEqualTo("The page did not arrive within 20 seconds."));
  }

  @Test
  void aServerThatIsGoneIsNoBlankPage() throws Exception {
    Page page = site.page();
    site.close();
    assertThat(look(page))
        .asInstanceOf(InstanceOfAssertFactories.type(NotSeen.class))
        .satisfies(missing -> assertThat(missing.why()).contains("could not be reached"));
  }

  @Test
  void aPageThatSendsItselfOnIsFoundSoon() {
    page("<script>location.href = '/login'</script>");
    site.with("/login", Duration.ZERO, "text/html", HEAD + "<script>location.href = '/'</script>");
    long begun = System.nanoTime();
    assertThat(code(verdict(seen()))).contains("gate.page-loops");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aPageThatNeverRestsIsTakenAsItIs() {
    page("<script>setInterval(() => { root.textContent = Math.random() }, 50)</script>");
    assertThat(code(verdict(seen()))).isEmpty();
  }

  @Test
  void aPageThatAsksItsVisitorIsAnswered() {
    page("<script>confirm('Go on?'); alert('Hi'); root.textContent = 'Hi'</script>");
    saysHi(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Minified React error #418; visit https://react.dev/errors/418",
        "Minified React error #425; visit"
            + " https://reactjs.org/docs/error-decoder.html?invariant=425",
        "Hydration failed because the server rendered HTML didn't match the client.",
        "There was an error while hydrating. Because the error happened outside of a Suspense"
            + " boundary, the entire root will switch to client rendering."
      })
  void whatReactMendedItselfIsTold(String said) {
    page(
        "<p>Hi</p><script>reportError(new Error(\"%s\")); reportError(new Error(\"%s again\"))</script>"
            .formatted(said, said));
    Verdict verdict = verdict(seen());
    assertThat(code(verdict)).isEmpty();
    assertThat(verdict.warnings())
        .singleElement()
        .asString()
        .contains("hydration")
        .contains(said.substring(0, 20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw new Error('x')",
        "reportError(new Error('x'))",
        "throw new Error('Minified React error #31; x')"
      })
  void anyOtherErrorStops(String script) {
    page("<p>Hi</p><script>" + script + "</script>");
    Verdict verdict = verdict(seen());
    assertThat(code(verdict)).contains("gate.page-error");
    assertThat(verdict.problem().orElseThrow()).hasMessageContaining("http://lively.localhost/");
  }

  @Test
  void aRejectionThatIsHandledLateIsNothing() {
    page(
        "<p>Hi</p><script>const p = Promise.reject(new Error('x'));"
            + " setTimeout(() => p.catch(() => 0), 100); Promise.reject(new Error('y'))</script>");
    assertThat(verdict(seen()).warnings()).singleElement().asString().contains("Error: y");
  }

  @Test
  void aPageThatDrawsWithWebGlDrawsHere() {
    page(
        "<script>const c = document.createElement('canvas'); const gl = c.getContext('webgl');"
            + "if (!gl) throw new Error('no WebGL'); document.body.append(c);"
            + "gl.clearColor(1, 0, 0, 1); gl.clear(gl.COLOR_BUFFER_BIT);"
            + "const p = new Uint8Array(4);"
            + " gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, p);"
            + "root.textContent = p[0] === 255 ? 'Hi' : 'nothing drawn'</script>");
    saysHi(2);
  }

  @Test
  void aPictureOfItsOwnHostThatIsMissingIsNamed() {
    page("<p>Hi</p><img src='/Logo.png'><script>fetch('/api/none').catch(() => 0)</script>");
    Verdict verdict = verdict(seen());
    assertThat(code(verdict)).isEmpty();
    assertThat(verdict.warnings())
        .contains(
            "A file that the page asks for is not there: http://lively.localhost/Logo.png"
                + " (status 404).");
  }

  @Test
  void anIconThatNoPageAskedForIsNotMissed() {
    site.with("/", Duration.ZERO, "text/html", "<!doctype html><p>Hi</p>");
    assertThat(verdict(seen()).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain"})
  void scriptsOfAHostThatIsNotHereStopNothing(String type) {
    page("<p>Hi</p><script src='/_vercel/insights/script.js'></script>");
    site.with("/_vercel/insights/script.js", Duration.ZERO, type, "<!doctype html>");
    Verdict verdict = verdict(seen());
    assertThat(code(verdict)).isEmpty();
    assertThat(verdict.warnings())
        .singleElement()
        .asString()
        .contains("/_vercel/insights/script.js");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "root.textContent = crypto.randomUUID()",
        "crypto.subtle.digest('SHA-256', new Uint8Array(1)); root.textContent = 'Hi'",
        "navigator.serviceWorker.register; root.textContent = 'Hi'",
        "navigator.clipboard.writeText; root.textContent = 'Hi'",
        "navigator.mediaDevices.getUserMedia; root.textContent = 'Hi'"
      })
  void overPlainHttpAPageLacksWhatItsVisitorsLack(String script) {
    page("<script>" + script + "</script>");
    assertThat(code(verdict(seen()))).isEmpty();
    Look there = look(site.page().overPlainHttp());
    assertThat(there).isInstanceOf(Seen.class);
    assertThat(code(verdict((Seen) there))).contains("gate.blank-page");
  }
}
