package dev.freehold.deploy.carryout;

import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.step.StepContext;
import java.util.Map;
import java.util.Optional;

/**
 * Looks again, now that the environment is ours: a plan is good only for the world it was made in.
 */
final class FreshLook implements Step {
  static final String STALE = "deploy.stale";

  private final Work work;

  FreshLook(Work work) {
    this.work = work;
  }

  @Override
  public StepOutcome run(StepContext context) {
    if (work.plan().placement().filter(work.environment().placement()::isAt).isEmpty()) {
      throw stale(
          work.environment().name()
              + " goes to "
              + work.environment().placement().shown()
              + " now");
    }
    if (!work.plan().placement().equals(Optional.of(work.environment().placement()))) {
      throw stale("other folders are kept from release to release since");
    }
    long generation = work.target().observe().pointer().generation();
    if (generation != work.plan().generation()) {
      throw stale("another deployment went live since");
    }
    if (!work.environment().settingsId().equals(Optional.of(work.plan().baseSettingsId()))) {
      throw stale("the variables were changed since");
    }
    return StepOutcome.next(Map.of("generation", generation));
  }

  private static UserError stale(String why) {
    return new UserError(
        STALE,
        "The plan no longer fits: " + why + ". Nothing was changed.",
        "Run the same command again to make a new plan.");
  }
}
