package dev.freehold.history;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.base.FreeholdException;
import dev.freehold.deploy.model.Places;
import dev.freehold.targets.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The servers of what is live. Those behind a network are asked in the background: who wants to
 * know gets what was seen last, and waits only where nothing was seen yet.
 */
public final class SeenServers {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Places places;
  private final Clock clock;
  private final Executor background;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<List<Server>>> asked = new ConcurrentHashMap<>();

  public SeenServers(Places places, Clock clock) {
    this(places, clock, look -> Thread.ofVirtual().name("servers").start(look));
  }

  SeenServers(Places places, Clock clock, Executor background) {
    this.places = places;
    this.clock = clock;
    this.background = background;
  }

  /**
   * @param release that is live: what was seen of another one says nothing
   */
  private record Seen(String release, List<Server> servers, Instant at) {}

  /** What is wrong with one app must not keep anybody from seeing the others. */
  List<Server> of(App app, Environment environment) {
    if (environment.live().isEmpty()) {
      return List.of();
    }
    if (!places.traits(environment).isRemote()) {
      return look(app, environment);
    }
    String release = environment.live().get().releaseId();
    Optional<Seen> last =
        Optional.ofNullable(seen.get(environment.id()))
            .filter(before -> before.release().equals(release));
    if (last.isPresent() && last.get().at().plus(FRESH).isAfter(clock.instant())) {
      return last.get().servers();
    }
    CompletableFuture<List<Server>> coming =
        asked.computeIfAbsent(environment.id(), _ -> ask(app, environment, release));
    return within(last.isPresent() ? AGAIN : FIRST, coming)
        .or(() -> last.map(Seen::servers))
        .orElse(List.of());
  }

  private CompletableFuture<List<Server>> ask(App app, Environment environment, String release) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            List<Server> found = look(app, environment);
            seen.put(environment.id(), new Seen(release, found, clock.instant()));
            return found;
          } finally {
            asked.remove(environment.id());
          }
        },
        background);
  }

  private static Optional<List<Server>> within(
      Duration patience, CompletableFuture<List<Server>> coming) {
    try {
      return Optional.of(coming.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look at servers failed", e.getCause());
    }
  }

  private List<Server> look(App app, Environment environment) {
    try {
      return places.target(app, environment).servers();
    } catch (FreeholdException e) {
      boolean away = places.traits(environment).isRemote();
      return List.of(
          new Server(
              away ? environment.target() : "serving",
              away ? "unknown" : "down",
              away ? 0 : 1,
              Optional.empty(),
              Optional.of(e.getMessage())));
    }
  }
}
