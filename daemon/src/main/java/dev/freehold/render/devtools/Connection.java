package dev.freehold.render.devtools;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A browser's {@code --remote-debugging-pipe}: messages in JSON that end in NUL. Who waits here
 * also hears the events, so that listeners run on one thread; only reading has a thread of its own.
 */
public final class Connection {
  /** A page that writes faster than it is read waits in the browser. */
  private static final int WAITING = 1_000;

  private final OutputStream out;
  private final Listener listener;
  private final BlockingQueue<Message> incoming = new ArrayBlockingQueue<>(WAITING);
  private final Map<Long, Consumer<Answer>> asked = new HashMap<>();
  private long last;

  public Connection(InputStream in, OutputStream out, Listener listener) {
    this.out = out;
    this.listener = listener;
    Thread.ofPlatform().daemon().name("devtools").start(() -> read(new Messages(in)));
  }

  /** Sends a command and does not wait; {@code then} hears the answer while somebody waits here. */
  public void send(String session, String method, Map<String, ?> params, Consumer<Answer> then)
      throws IOException {
    last++;
    var message = new LinkedHashMap<String, Object>();
    message.put("id", last);
    message.put("method", method);
    message.put("params", params);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    asked.put(last, then);
    out.write((Json.write(message) + '\0').getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws NoAnswerException when it does not come in time
   * @throws IOException when the browser refuses it or is gone
   */
  public JsonNode call(String session, String method, Map<String, ?> params, Duration within)
      throws IOException {
    var heard = new Answer[1];
    send(session, method, params, answer -> heard[0] = answer);
    long until = System.nanoTime() + within.toNanos();
    while (heard[0] == null) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new NoAnswerException(method);
      }
      hear(left);
    }
    if (!heard[0].error().isEmpty()) {
      throw new RefusedException(method, heard[0].error());
    }
    return heard[0].result();
  }

  /** Hears events for a while, and answers that nobody waits for. */
  public void listen(Duration during) throws IOException {
    long until = System.nanoTime() + during.toNanos();
    for (long left = during.toNanos(); left > 0; left = until - System.nanoTime()) {
      hear(left);
    }
  }

  private void hear(long nanos) throws IOException {
    Message message;
    try {
      message = incoming.poll(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("waiting for the browser was interrupted", e);
    }
    switch (message) {
      case null -> {}
      case Message.End end -> {
        incoming.add(end);
        throw new EOFException("The browser ended.");
      }
      case Message.Said said -> take(said.json());
    }
  }

  private void take(JsonNode json) throws IOException {
    if (!json.has("id")) {
      listener.hear(
          new Event(
              json.path("sessionId").asText(), json.path("method").asText(), json.path("params")));
      return;
    }
    Consumer<Answer> then = asked.remove(json.path("id").asLong());
    if (then != null) {
      then.accept(new Answer(json.path("result"), json.path("error").path("message").asText()));
    }
  }

  private void read(Messages messages) {
    try {
      for (byte[] next = messages.next(); next.length > 0; next = messages.next()) {
        incoming.put(new Message.Said(Json.mapper().readTree(next)));
      }
    } catch (IOException closed) {
      // or not JSON: either way nothing more can be understood
      end();
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    end();
  }

  private void end() {
    try {
      incoming.put(new Message.End());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hears what a browser says by itself; may send commands, and never waits. */
  @FunctionalInterface
  public interface Listener {
    void hear(Event event) throws IOException;
  }

  private sealed interface Message {
    record Said(JsonNode json) implements Message {}

    record End() implements Message {}
  }
}
