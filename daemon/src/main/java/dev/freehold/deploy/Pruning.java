package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.deploy.model.Places;
import dev.freehold.release.Deletions;
import dev.freehold.release.Releases;
import dev.freehold.release.Retention;
import java.util.Set;

/**
 * Forgets old releases, here first and then on the targets: what a target keeps too long goes the
 * next time, and what is offered here can be switched to there.
 */
public final class Pruning {
  private final Places places;
  private final Releases releases;
  private final Retention retention;
  private final Deletions deletions;

  public Pruning(Places places, Releases releases, Retention retention, Deletions deletions) {
    this.places = places;
    this.releases = releases;
    this.retention = retention;
    this.deletions = deletions;
  }

  /**
   * @param keep how many of the newest releases stay; the live one and the one before always do
   * @throws dev.freehold.base.UserError {@code prune.busy}, {@code backup.running}
   */
  public Retention.Pruned prune(App app, int keep) {
    return deletions.delete(() -> pruneNow(app, keep));
  }

  private Retention.Pruned pruneNow(App app, int keep) {
    Retention.Pruned pruned = retention.prune(app.id(), keep);
    Set<String> kept = releases.unpruned(app.id());
    for (Environment environment : places.environments().of(app.id())) {
      places.target(app, environment).prune(kept);
    }
    return pruned;
  }
}
