package dev.freehold.history.drift;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How apps stand; read again only when something moved. */
final class Standings {
  private final Reading reading;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  Standings(Reading reading) {
    this.reading = reading;
  }

  private record Seen(Known.Key key, Standing standing) {}

  Standing of(Known known) {
    Known.Key key = known.key();
    Seen last = seen.get(known.app().id());
    if (last != null && last.key().equals(key)) {
      return last.standing();
    }
    Standing standing = reading.of(known);
    seen.put(known.app().id(), new Seen(key, standing));
    return standing;
  }
}
