package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.kill.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Eight visitors that fetch the page again and again, half of them on new connections and half on
 * ones that stay open. A page is whole when its bytes are those of the release that it says it is:
 * v1 is {@code one}, v2 is {@code two}.
 */
final class Visitors implements AutoCloseable {
  private static final int EACH = 4;

  /** So that the visitors do not take the processor from the daemon that they wait for. */
  private static final Duration PACE = Duration.ofMillis(3);

  private static final Map<String, String> MARKERS = Map.of("v1", "one", "v2", "two");

  private final String url;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private final AtomicLong visits = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  Visitors(String url) {
    this.url = url;
    MARKERS.values().forEach(marker -> seen.put(marker, new AtomicLong()));
    for (int i = 0; i < EACH; i++) {
      threads.add(Thread.ofPlatform().start(() -> visit(this::onNewConnection)));
      var web = new Web();
      threads.add(Thread.ofPlatform().start(() -> visit(() -> onOpenConnection(web))));
    }
  }

  long seen(String marker) {
    return seen.getOrDefault(marker, new AtomicLong()).get();
  }

  /** Until so many more visits have ended. */
  void awaitMore(int count) {
    long until = visits.get() + count;
    Awaitility.await("visits go on")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> visits.get() >= until);
  }

  void assertAllServed() {
    assertThat(wrong).as("of %d visits", visits.get()).isEmpty();
  }

  private void visit(Visit one) {
    while (!over) {
      try {
        one.visit();
      } catch (IOException | RuntimeException e) {
        wrong.add("lost: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        wrong.add("interrupted");
        return;
      }
      visits.incrementAndGet();
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private void onNewConnection() throws IOException {
    Page page = Page.fetch(url);
    check(page.status(), page.header("freehold-release"), page.body());
  }

  private void onOpenConnection(Web web) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = web.get(url);
    check(
        answer.statusCode(),
        answer.headers().firstValue("Freehold-Release").orElse(""),
        new String(answer.body(), StandardCharsets.UTF_8));
  }

  private void check(int status, String release, String body) {
    String marker = MARKERS.getOrDefault(release, "none");
    if (status != 200 || !body.contains(">" + marker + "<") || !body.endsWith("</p>")) {
      wrong.add(status + " " + release + " " + body);
      return;
    }
    seen.getOrDefault(marker, new AtomicLong()).incrementAndGet();
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private interface Visit {
    void visit() throws IOException, InterruptedException;
  }
}
