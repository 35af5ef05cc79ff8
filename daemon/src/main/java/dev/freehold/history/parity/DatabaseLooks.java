package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Databases;
import dev.freehold.databases.Look;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Looks at databases side by side, and waits for none of them longer than is bearable. */
final class DatabaseLooks {
  private final Databases databases;
  private final Duration longest;

  /**
   * @param longest how long a command waits for a database
   */
  DatabaseLooks(Databases databases, Duration longest) {
    this.databases = databases;
    this.longest = longest;
  }

  /**
   * Begins at once.
   *
   * @param ways that lead to one database, not empty: where one fails the next is tried
   */
  CompletableFuture<Look> begin(List<DatabaseVariable> ways) {
    Look tooLate =
        new Look.Failed(
            "%s can't be looked at: it took longer than %d seconds."
                .formatted(ways.getFirst().name(), longest.toSeconds()));
    return CompletableFuture.supplyAsync(
            () -> look(ways), task -> Thread.ofVirtual().name("database look").start(task))
        .completeOnTimeout(tooLate, longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What speaks against the best way is told when none works. */
  private Look look(List<DatabaseVariable> ways) {
    Look first = databases.look(ways.getFirst());
    return switch (first) {
      case Look.Seen _ -> first;
      case Look.Failed _ ->
          ways.stream()
              .skip(1)
              .map(databases::look)
              .filter(Look.Seen.class::isInstance)
              .findFirst()
              .orElse(first);
    };
  }
}
