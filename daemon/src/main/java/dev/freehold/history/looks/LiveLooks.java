package dev.freehold.history.looks;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.base.FreeholdException;
import dev.freehold.deploy.model.Places;
import dev.freehold.targets.Server;
import dev.freehold.targets.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How what is live does. A place behind a network is asked in the background: who wants to know
 * gets what was seen last, and waits only where nothing was seen yet.
 */
public final class LiveLooks {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Places places;
  private final Clock clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<LiveLook>> asked = new ConcurrentHashMap<>();

  public LiveLooks(Places places, Clock clock) {
    this.places = places;
    this.clock = clock;
  }

  /**
   * @param generation that this machine knew of: what was seen of another one says nothing
   */
  private record Seen(long generation, LiveLook look, Instant at) {}

  /** What is wrong with one app must not keep anybody from seeing the others. */
  public LiveLook of(App app, Environment environment) {
    if (environment.live().isEmpty()) {
      return LiveLook.NOTHING;
    }
    if (!places.traits(environment).isRemote()) {
      return new LiveLook(servers(app, environment), false);
    }
    Optional<Seen> last =
        Optional.ofNullable(seen.get(environment.id()))
            .filter(before -> before.generation() == environment.generation());
    if (last.isPresent() && last.get().at().plus(FRESH).isAfter(clock.instant())) {
      return last.get().look();
    }
    CompletableFuture<LiveLook> coming =
        asked.computeIfAbsent(environment.id(), _ -> ask(app, environment));
    return Looks.within(last.isPresent() ? AGAIN : FIRST, coming)
        .or(() -> last.map(Seen::look))
        .orElse(LiveLook.NOTHING);
  }

  private CompletableFuture<LiveLook> ask(App app, Environment environment) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            LiveLook look = look(app, environment);
            seen.put(environment.id(), new Seen(environment.generation(), look, clock.instant()));
            return look;
          } finally {
            asked.remove(environment.id());
          }
        },
        task -> Thread.ofVirtual().name("look").start(task));
  }

  private LiveLook look(App app, Environment environment) {
    try {
      Target target = places.target(app, environment);
      long generation = target.observe().pointer().generation();
      return new LiveLook(target.servers(), generation != environment.generation());
    } catch (FreeholdException e) {
      return new LiveLook(List.of(failed(environment.target(), "unknown", 0, e)), false);
    }
  }

  private List<Server> servers(App app, Environment environment) {
    try {
      return places.target(app, environment).servers();
    } catch (FreeholdException e) {
      return List.of(failed("serving", "down", 1, e));
    }
  }

  private static Server failed(String name, String state, int failures, FreeholdException e) {
    return new Server(name, state, failures, Optional.empty(), Optional.of(e.getMessage()));
  }
}
