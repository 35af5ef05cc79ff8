package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.history.looks.Looks;
import dev.freehold.sync.Connection;
import dev.freehold.sync.GitStatus;
import dev.freehold.sync.LastSync;
import dev.freehold.sync.Syncing;
import dev.freehold.sync.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the git remotes of apps. */
public final class RemoteLooks {
  private final Syncing syncing;
  private final Clock clock;
  private final Looks<Optional<Trouble>> looks;
  private final Map<String, Instant> reached = new ConcurrentHashMap<>();

  public RemoteLooks(Syncing syncing, Clock clock) {
    this.syncing = syncing;
    this.clock = clock;
    this.looks = new Looks<>(clock);
  }

  CompletableFuture<?> begin(App app, Connection to) {
    return looks.begin(name(app, to), () -> look(app, to));
  }

  private Optional<Trouble> look(App app, Connection to) {
    Instant at = clock.instant();
    Optional<Trouble> trouble = syncing.look(app);
    if (trouble.isEmpty()) {
      reached.put(name(app, to), at);
    }
    return trouble;
  }

  /**
   * By what was seen last.
   *
   * @param main of the remote
   * @param unpushed commits of ours that it lacks
   */
  Drift.Remote last(App app, Connection to, GitStatus.Branch main, int unpushed) {
    Optional<Instant> pushed = to.last().map(LastSync::at);
    return new Drift.Remote(
        to.url().toString(),
        unpushed,
        main.behind(),
        Optional.ofNullable(reached.get(name(app, to)))
            .or(() -> pushed)
            .or(() -> Optional.of(to.connectedAt())),
        looks
            .last(name(app, to))
            .flatMap(Looks.Seen::value)
            .or(main::trouble)
            .or(() -> to.last().flatMap(LastSync::error)));
  }

  private static String name(App app, Connection to) {
    return app.id() + " " + to.url();
  }
}
