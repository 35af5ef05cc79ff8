package dev.freehold.cli.client;

import dev.freehold.http.EventReader;
import dev.freehold.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hears what happens from now on, while something else is waited for. What is heard is only shown:
 * when the daemon goes away, the call that is waited for says so, and nothing more is heard.
 */
public final class Listening implements AutoCloseable {
  private final Response events;
  private final Consumer<ServerEvent> listener;

  private Listening(Response events, Consumer<ServerEvent> listener) {
    this.events = events;
    this.listener = listener;
  }

  /** Nothing that happens after this returned is missed. */
  public static Listening to(ApiClient api, Consumer<ServerEvent> listener) {
    try {
      var listening = new Listening(api.stream("/v1/events", Map.of()), listener);
      Thread.ofVirtual().name("events").start(listening::hear);
      return listening;
    } catch (IOException e) {
      throw ApiClient.lost(e);
    }
  }

  private void hear() {
    var reader = new EventReader(events.body());
    try {
      while (!reader.ended()) {
        var sent = reader.next();
        if (sent.isPresent()) {
          listener.accept(ServerEvent.of(sent.get()));
        }
      }
    } catch (IOException closed) {
      // by this side, or by a daemon that went away
    }
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
