package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.local.RawHttp.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A switch is in force for the very next request, and no visitor notices that it happened. */
class SwitchUnderLoadTest {
  private static final int SWITCHES = 50;
  private static final int VISITORS = 6;
  private static final Pattern PAGE =
      Pattern.compile(".*<h1>(one|two)</h1><script src=\"(/assets/[^\"]+)\">.*");

  @TempDir Path folder;
  private ReleaseRoom room;
  private LocalScene scene;
  private Activations activations;
  private List<Activation> releases;

  @BeforeEach
  void deployTwo() {
    room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    activations = new Activations(room);
    releases = List.of(activations.page("one"), activations.page("two"));
    releases.forEach(release -> scene.deploy(Activations.SITE, release));
  }

  @AfterEach
  void end() throws Exception {
    scene.close();
    room.close();
  }

  private void activate(int generation) {
    scene
        .open(Activations.SITE)
        .activate(
            releases.get(generation % 2),
            generation,
            RunningStep.of("switch " + generation, "activate"));
  }

  @Test
  void fiftySwitchesLoseNoRequestAndNeverMixReleases() throws Exception {
    var done = new AtomicBoolean();
    var visits = new AtomicInteger();
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    try (var visitors = Executors.newFixedThreadPool(VISITORS)) {
      for (int i = 0; i < VISITORS; i++) {
        boolean keepAlive = i % 2 == 0;
        visitors.submit(() -> visitUntil(done, keepAlive, visits, wrong));
      }
      try {
        for (int generation = 2; generation < 2 + SWITCHES; generation++) {
          int before = visits.get();
          activate(generation);
          assertThat(scene.get("/").text())
              .as("the very next request")
              .contains(generation % 2 == 0 ? "<h1>one</h1>" : "<h1>two</h1>");
          while (visits.get() < before + VISITORS && wrong.isEmpty()) {
            Thread.onSpinWait();
          }
        }
      } finally {
        done.set(true);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(visits.get()).isGreaterThan(SWITCHES * VISITORS);
    assertThat(scene.open(Activations.SITE).observe().pointer().generation())
        .isEqualTo(2 + SWITCHES);
  }

  @Test
  void afterARollbackHundredNewConnectionsSeeTheOldRelease() throws Exception {
    assertThat(scene.get("/").text()).contains("<h1>two</h1>");
    activate(2);
    for (int i = 0; i < 100; i++) {
      Reply reply = scene.get("/");
      assertThat(reply.text()).contains("<h1>one</h1>");
      assertThat(reply.header("Freehold-Release")).contains("v1");
      assertThat(scene.get("/__freehold/env.js").text()).contains("title of one");
    }
  }

  @Test
  void aPageLoadedBeforeASwitchStillGetsItsAssets() throws Exception {
    Reply old = scene.get("/" + Activations.script("one"));
    assertThat(old.status()).isEqualTo(200);
    assertThat(old.text()).startsWith("// one");
    assertThat(old.header("Freehold-Release")).contains("v1");
    scene.open(Activations.SITE).prune(Set.of());
    assertThat(scene.get("/" + Activations.script("one")).status())
        .as("the one before the live one is always kept")
        .isEqualTo(200);
  }

  @Test
  void aRequestThatRunsKeepsTheReleaseItBeganWith() throws Exception {
    scene.deploy(Activations.SITE, activations.withFilm("three"));
    try (var slow = new RawHttp(scene.port())) {
      slow.send("GET /film.mp4 HTTP/1.1\r\nHost: guestbook.localhost\r\n\r\n");
      Reply begun = slow.readHead();
      assertThat(begun.header("Freehold-Release")).contains("v3");
      scene.deploy(Activations.SITE, releases.get(0));
      scene.deploy(Activations.SITE, releases.get(1));
      room.pass(Duration.ofDays(1));
      scene.open(Activations.SITE).prune(Set.of());
      assertThat(scene.get("/film.mp4").status()).as("gone for everybody else").isEqualTo(404);
      assertThat(slow.readBody(begun).body()).isEqualTo(Activations.film());
    }
  }

  private void visitUntil(
      AtomicBoolean done, boolean keepAlive, AtomicInteger visits, Queue<String> wrong) {
    try (var kept = new RawHttp(scene.port())) {
      while (!done.get()) {
        visit(keepAlive ? kept : null, wrong);
        visits.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      wrong.add(e.toString());
    }
  }

  private void visit(@Nullable RawHttp kept, Queue<String> wrong) throws IOException {
    Reply page = ask(kept, "/");
    Matcher content = PAGE.matcher(page.text());
    if (page.status() != 200 || !content.matches()) {
      wrong.add(page.status() + " " + page.text());
      return;
    }
    String release = content.group(1).equals("one") ? "v1" : "v2";
    if (!page.header("Freehold-Release").orElse("").equals(release)) {
      wrong.add("a page of " + release + " says " + page.header("Freehold-Release"));
    }
    Reply script = ask(kept, content.group(2));
    if (script.status() != 200 || !script.text().startsWith("// " + content.group(1))) {
      wrong.add(script.status() + " for " + content.group(2) + " of " + release);
    }
  }

  private Reply ask(@Nullable RawHttp kept, String path) throws IOException {
    return kept == null ? scene.get(path) : kept.ask("GET", "guestbook.localhost", path);
  }
}
