package dev.freehold.history;

import dev.freehold.app.Apps;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Repositories;
import dev.freehold.git.TreeDiff;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.store.Row;
import java.util.List;
import java.util.Optional;

/** The sources that a plan would bring, against those of what was live when it was made. */
public final class PlanDiffs {
  private static final int FILES_PER_PAGE = 50;

  private final Apps apps;
  private final PlanStore plans;
  private final Releases releases;
  private final Repositories repositories;

  public PlanDiffs(Apps apps, PlanStore plans, Releases releases, Repositories repositories) {
    this.apps = apps;
    this.plans = plans;
    this.releases = releases;
    this.repositories = repositories;
  }

  /**
   * @param after path after which the page begins; empty for the first page
   * @throws UserError {@code plan.unknown}, {@code plan.nothing-to-compare}
   */
  public Page page(String planId, Optional<String> after) {
    Plan plan = plans.require(planId);
    PlanBody body = body(plan);
    TreeDiff diff =
        repository(plan).diff(live(body), body.commit(), after.orElse(null), FILES_PER_PAGE);
    return new Page(
        diff.files().stream().map(Comparison.FileChange::of).toList(),
        Optional.ofNullable(diff.next()));
  }

  /**
   * One file with as much text as fits; nothing when it does not change.
   *
   * @throws UserError {@code plan.unknown}, {@code plan.nothing-to-compare}
   */
  public Page file(String planId, String path) {
    Plan plan = plans.require(planId);
    PlanBody body = body(plan);
    return new Page(
        repository(plan).diffOf(live(body), body.commit(), path).stream()
            .map(Comparison.FileChange::of)
            .toList(),
        Optional.empty());
  }

  private AppRepository repository(Plan plan) {
    return repositories.open(apps.byId(plan.appId()).slug());
  }

  private Optional<String> live(PlanBody body) {
    return body.previousReleaseId().flatMap(releases::find).map(Release::commit);
  }

  private static PlanBody body(Plan plan) {
    return plan.body()
        .orElseThrow(
            () ->
                new UserError(
                    "plan.nothing-to-compare",
                    "The plan "
                        + plan.id()
                        + " is "
                        + Row.wireName(plan.state())
                        + ": it does not say what would change.",
                    "Wait until it is ready, or make a new plan."));
  }

  /**
   * @param next path to ask for the files behind; empty when these are the last
   */
  public record Page(List<Comparison.FileChange> files, Optional<String> next) {}
}
