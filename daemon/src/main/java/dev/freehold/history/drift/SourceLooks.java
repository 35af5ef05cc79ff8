package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.base.UserError;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Repositories;
import dev.freehold.history.looks.Looks;
import dev.freehold.sync.Source;
import dev.freehold.sync.Sourcing;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Looks at the git repositories that apps come from. */
public final class SourceLooks {
  private final Sourcing sourcing;
  private final Repositories repositories;
  private final Looks<Source> looks;

  public SourceLooks(Sourcing sourcing, Repositories repositories, Clock clock) {
    this.sourcing = sourcing;
    this.repositories = repositories;
    this.looks = new Looks<>(clock);
  }

  /** Empty when the app comes from its builder. */
  Optional<CompletableFuture<?>> begin(App app) {
    return sourcing.show(app).url().map(url -> looks.begin(app.id() + " " + url, () -> look(app)));
  }

  /** While somebody else is at it, or gave it up meanwhile, what was seen last holds. */
  private Source look(App app) {
    try {
      return sourcing.look(app);
    } catch (UserError _) {
      return sourcing.show(app);
    }
  }

  /** By what was seen last. */
  Optional<Drift.Source> last(App app) {
    Source seen = sourcing.show(app);
    return seen.url().map(url -> source(app, url, seen));
  }

  private Drift.Source source(App app, String url, Source seen) {
    return new Drift.Source(
        url,
        seen.branch().orElse(""),
        seen.taken(),
        seen.head(),
        seen.lookedAt(),
        repositories.find(app.slug()).flatMap(git -> behind(git, seen)),
        seen.trouble());
  }

  /** Before the first deployment nothing is behind. */
  private static Optional<Behind> behind(AppRepository git, Source seen) {
    return seen.taken()
        .filter(git::contains)
        .flatMap(
            taken ->
                seen.head()
                    .filter(head -> !head.equals(taken) && git.contains(head))
                    .map(head -> Behind.between(git, taken, head)))
        .filter(behind -> behind.commits() > 0 || behind.differs());
  }
}
