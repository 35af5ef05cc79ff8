package dev.freehold.history.looks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What is asked over a network, each thing by its name: in the background, and only one at a time
 * for each name. What was seen last stays known.
 */
public final class Looks<V> {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<String, Seen<V>> seen = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Seen<V>>> asked = new ConcurrentHashMap<>();

  public Looks(Clock clock) {
    this.clock = clock;
  }

  /** What was seen, and when. */
  public record Seen<V>(V value, Instant at) {}

  /**
   * Has it looked at, unless it was seen a moment ago. Returns at once.
   *
   * @param look may take its time; what it throws is a bug
   */
  public CompletableFuture<Seen<V>> begin(String name, Supplier<V> look) {
    Seen<V> last = seen.get(name);
    if (last != null && last.at().plus(FRESH).isAfter(clock.instant())) {
      return CompletableFuture.completedFuture(last);
    }
    return asked.computeIfAbsent(name, _ -> ask(name, look));
  }

  /** Nobody is asked. */
  public Optional<Seen<V>> last(String name) {
    return Optional.ofNullable(seen.get(name));
  }

  private CompletableFuture<Seen<V>> ask(String name, Supplier<V> look) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            var found = new Seen<>(look.get(), clock.instant());
            seen.put(name, found);
            return found;
          } finally {
            asked.remove(name);
          }
        },
        task -> Thread.ofVirtual().name("look").start(task));
  }

  /** What comes within that time; empty when it takes longer, and it goes on then. */
  public static <T> Optional<T> within(Duration patience, CompletableFuture<T> coming) {
    try {
      return Optional.of(coming.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look failed", e.getCause());
    }
  }
}
