package dev.freehold.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.step.Event;
import dev.freehold.step.EventLog;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code GET /v1/events}: the event log as server-sent events (html.spec.whatwg.org, section 9.2).
 * What happened after {@code Last-Event-ID} (or {@code ?after=}) comes first, then what happens.
 * Without either, a run is told from its beginning and everything else from now on. A comment now
 * and then keeps the connection alive and finds out that a client is gone. Each stream has a
 * virtual thread of its own, so a slow client holds up nobody else.
 */
public final class EventStream implements Handler, AutoCloseable {
  private static final int BATCH = 200;

  /** A panel, a few terminals; each costs a connection, a thread and queries. */
  static final int MOST = 64;

  private static final int ROLL_CALL_SECONDS = 2;

  private final EventLog log;
  private final Duration keepAlive;
  private final Semaphore places = new Semaphore(MOST);
  private final AtomicInteger rollCalls = new AtomicInteger();
  private volatile boolean closed;

  public EventStream(EventLog log) {
    this(log, Duration.ofSeconds(15));
  }

  /**
   * @param keepAlive how long a stream may say nothing; below the connector's idle time-out
   */
  EventStream(EventLog log, Duration keepAlive) {
    this.log = log;
    this.keepAlive = keepAlive;
  }

  /**
   * @throws UserError {@code api.too-many-streams}
   */
  @Override
  public void handle(Context context) throws IOException, InterruptedException {
    if (!places.tryAcquire() && !findPlace()) {
      throw tooMany();
    }
    try {
      stream(context);
    } finally {
      places.release();
    }
  }

  /** A client that is gone is only noticed when something is written to it. */
  private boolean findPlace() throws InterruptedException {
    rollCalls.incrementAndGet();
    log.wake();
    return places.tryAcquire(ROLL_CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static UserError tooMany() {
    return new UserError(
        "api.too-many-streams",
        MOST + " streams of events are open already, and no more are kept.",
        "Close some of them; one stream can follow all runs. Then try again.");
  }

  private void stream(Context context) throws IOException, InterruptedException {
    var filter =
        new Event.Filter(
            QueryParameters.text(context, "run"), QueryParameters.text(context, "app"));
    long from = start(context, filter);
    context.res().setContentType("text/event-stream");
    context.res().setCharacterEncoding("utf-8");
    context.header("Cache-Control", "no-store");
    OutputStream out = context.res().getOutputStream();
    comment(out, "connected");
    stream(out, filter, from);
  }

  /** Ends every stream after what it is writing. */
  @Override
  public void close() {
    closed = true;
    log.wake();
  }

  private long start(Context context, Event.Filter filter) {
    long last = log.last();
    Optional<Long> asked =
        Optional.ofNullable(context.header("Last-Event-ID"))
            .map(value -> QueryParameters.number("Last-Event-ID", value))
            .or(() -> QueryParameters.number(context, "after"));
    // A number from before a restored backup lies ahead of us: go on with what comes.
    return Math.min(asked.orElse(filter.run().isPresent() ? 0 : last), last);
  }

  private void stream(OutputStream out, Event.Filter filter, long from)
      throws IOException, InterruptedException {
    long seen = from;
    long lastWrite = System.nanoTime();
    int answered = rollCalls.get();
    while (!closed) {
      int rollCall = rollCalls.get();
      long newest = log.last();
      List<Event> events = log.after(seen, filter, BATCH);
      for (Event event : events) {
        write(out, event);
        seen = event.seq();
      }
      Duration rest = keepAlive.minusNanos(System.nanoTime() - lastWrite);
      if (!events.isEmpty()) {
        out.flush();
        lastWrite = System.nanoTime();
      } else if (!rest.isPositive() || answered != rollCall) {
        comment(out, "keep-alive");
        lastWrite = System.nanoTime();
      } else {
        seen = Math.max(seen, newest);
        log.await(seen, rest, () -> closed || rollCalls.get() != rollCall);
      }
      answered = rollCall;
    }
  }

  private static void comment(OutputStream out, String text) throws IOException {
    out.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void write(OutputStream out, Event event) throws IOException {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("runId", event.run().orElse(null));
    data.put("app", event.app().orElse(null));
    data.set("at", Json.tree(event.at()));
    data.setAll((ObjectNode) event.data());
    String frame =
        "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.seq(), event.type(), Json.write(data));
    out.write(frame.getBytes(StandardCharsets.UTF_8));
  }
}
