package dev.freehold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Switching between two releases while people read the page. */
final class SwitchRows {
  private static final String APP = "/v1/apps/guestbook";
  private static final int READERS = 8;
  private static final int SWITCHES = 20;

  private final Installation freehold;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  SwitchRows(Installation freehold) {
    this.freehold = freehold;
  }

  void measure(Table table) throws Exception {
    JsonNode environment = freehold.get(APP).at("/environments/0");
    URI page = address(environment.path("addresses"));
    String newer = environment.path("release").asText();
    String older = "v" + (Integer.parseInt(newer.substring(1)) - 1);
    String newPage = fetch(page);
    var times = new ArrayList<Duration>();
    switchTo(older, page, newPage, false);
    String oldPage = fetch(page);
    switchTo(newer, page, oldPage, false);
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < READERS; i++) {
        readers.execute(() -> read(page, oldPage, newPage));
      }
      for (int i = 0; i < SWITCHES; i++) {
        boolean back = i % 2 == 0;
        times.add(switchTo(back ? older : newer, page, back ? newPage : oldPage, true));
      }
      over.set(true);
    }
    table.row(
        SWITCHES + " switches between two releases, " + READERS + " readers on new connections",
        new Samples(times).text(),
        "-",
        "from approval to the first byte of the other release (goal < 1 s)");
    table.row(
        "requests meanwhile",
        "%,d made, %d lost".formatted(requests.get(), lost.get()),
        "-",
        "goal 0 lost");
  }

  /** How long after approval the page was another one than {@code before}. */
  private Duration switchTo(String release, URI page, String before, boolean settled)
      throws IOException {
    JsonNode plan = freehold.post(APP + "/plans", Map.of("kind", "rollback", "release", release));
    String path = "/v1/plans/" + plan.path("id").asText();
    while (plan.path("state").asText().equals("preparing")) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      plan = freehold.get(path);
    }
    if (!plan.path("state").asText().equals("ready")) {
      throw new IOException("the plan for " + release + " is " + plan);
    }
    var approval =
        Map.of(
            "planHash", plan.path("hash").asText(),
            "nonce", plan.path("nonce").asText(),
            "requestId", UUID.randomUUID().toString(),
            "watchSeconds", 0);
    long approved = System.nanoTime();
    String id = freehold.post(APP + "/deployments", approval).path("deployment").asText();
    while (fetch(page).equals(before)) {
      if (System.nanoTime() - approved > Duration.ofSeconds(30).toNanos()) {
        throw new IOException(release + " did not go live");
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - approved);
    while (freehold.get("/v1/deployments/" + id).path("state").asText().equals("running")) {
      LockSupport.parkNanos(Duration.ofMillis(settled ? 50 : 5).toNanos());
    }
    return time;
  }

  private void read(URI page, String oldPage, String newPage) {
    while (!over.get()) {
      requests.incrementAndGet();
      try {
        String body = fetch(page);
        if (!body.equals(oldPage) && !body.equals(newPage)) {
          lost.incrementAndGet();
        }
      } catch (IOException _) {
        lost.incrementAndGet();
      }
    }
  }

  /** One connection for one request, so that nothing is retried out of sight. */
  private static String fetch(URI page) throws IOException {
    try (var socket = new java.net.Socket(page.getHost(), page.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET / HTTP/1.1\r\nHost: " + page.getAuthority() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      if (!answer.startsWith("HTTP/1.1 200") || body < 0) {
        throw new IOException("not a page: " + answer);
      }
      return answer.substring(body);
    }
  }

  /** The app's own port, which needs no name to be looked up. */
  private static URI address(JsonNode addresses) {
    for (JsonNode address : addresses) {
      URI uri = URI.create(address.asText());
      if (uri.getHost().equals("127.0.0.1")) {
        return uri;
      }
    }
    throw new IllegalStateException("no port of its own: " + addresses);
  }
}
