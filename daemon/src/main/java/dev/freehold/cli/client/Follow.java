package dev.freehold.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.http.EventReader;
import dev.freehold.http.Response;
import dev.freehold.http.StreamEvent;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches a plan or a deployment to its end. Events are only told; whether it has ended is what the
 * daemon says when asked, so that no lost event can keep anyone waiting. A daemon that goes away
 * meanwhile is started again.
 */
public final class Follow {
  private static final int ATTEMPTS = 5;

  private final ApiClient api;

  public Follow(ApiClient api) {
    this.api = api;
  }

  /**
   * @param target where the run's state is, such as {@code /v1/plans/ID}
   * @param working the states in which it is not at its end
   * @param listener told each event once, in order
   * @return the run at its end
   */
  public JsonNode toEnd(
      String target, String run, Set<String> working, Consumer<ServerEvent> listener) {
    var watch = new Watch(target, run, working, listener);
    int silent = 0;
    while (true) {
      String before = watch.last;
      try {
        watch.read();
        silent = 0;
      } catch (IOException e) {
        silent = before.equals(watch.last) ? silent + 1 : 0;
        if (silent == ATTEMPTS) {
          throw ApiClient.lost(e);
        }
      }
      JsonNode now = api.get(target);
      if (!watch.isWorking(now)) {
        return now;
      }
    }
  }

  /** The events of one run, from where they were left. */
  private final class Watch {
    private final String target;
    private final String run;
    private final Set<String> working;
    private final Consumer<ServerEvent> listener;
    private String last = "";

    private Watch(String target, String run, Set<String> working, Consumer<ServerEvent> listener) {
      this.target = target;
      this.run = run;
      this.working = working;
      this.listener = listener;
    }

    private boolean isWorking(JsonNode state) {
      return working.contains(state.path("state").asText());
    }

    /**
     * Until an event says that the run ended, or a pause shows that it has. The comment that opens
     * the stream is no pause: what has happened so far comes after it.
     */
    private void read() throws IOException {
      try (Response response = open()) {
        var reader = new EventReader(response.body());
        for (boolean first = true; ; first = false) {
          Optional<ServerEvent> event = event(reader);
          if (reader.ended()) {
            throw new EOFException("the daemon ended the stream of events");
          }
          if (event.isPresent()) {
            tell(event.get());
            if (event.get().type().endsWith(".state")
                && !working.contains(event.get().text("state"))) {
              return;
            }
          } else if (!first && !isWorking(api.get(target))) {
            return;
          }
        }
      }
    }

    private static Optional<ServerEvent> event(EventReader reader) throws IOException {
      Optional<StreamEvent> sent = reader.next();
      return sent.isEmpty() ? Optional.empty() : Optional.of(ServerEvent.of(sent.get()));
    }

    private Response open() throws IOException {
      return api.stream(
          "/v1/events?run=" + ApiClient.encode(run),
          last.isEmpty() ? Map.of() : Map.of("Last-Event-ID", last));
    }

    private void tell(ServerEvent event) {
      if (!event.id().isEmpty()) {
        last = event.id();
      }
      listener.accept(event);
    }
  }
}
