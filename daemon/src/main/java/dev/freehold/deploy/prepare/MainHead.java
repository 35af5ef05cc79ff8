package dev.freehold.deploy.prepare;

import dev.freehold.base.UserError;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.git.AppRepository;
import dev.freehold.step.StepContext;

/** Without an export, what the developers have on main is deployed. */
final class MainHead implements Step {
  private final AppRepository repository;

  MainHead(AppRepository repository) {
    this.repository = repository;
  }

  @Override
  public StepOutcome run(StepContext context) {
    String commit =
        repository
            .head("main")
            .orElseThrow(
                () ->
                    new UserError(
                        "git.empty",
                        "The app's repository has no commit yet.",
                        "Deploy a folder, an archive or a git address first."));
    return StepOutcome.next(new Committed(commit, repository.tree(commit)));
  }
}
