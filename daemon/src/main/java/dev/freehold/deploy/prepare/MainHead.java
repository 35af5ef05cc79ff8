package dev.freehold.deploy.prepare;

import dev.freehold.base.UserError;
import dev.freehold.deploy.bring.Brought;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.file.FileTree;
import dev.freehold.git.AppRepository;
import dev.freehold.step.StepContext;

/** Without an export, what the developers have on main is deployed. */
final class MainHead implements Step {
  private final Subject subject;
  private final Sources sources;

  MainHead(Subject subject, Sources sources) {
    this.subject = subject;
    this.sources = sources;
  }

  @Override
  public StepOutcome run(StepContext context) {
    AppRepository repository = subject.repository();
    String commit =
        repository
            .head(AppRepository.MAIN)
            .orElseThrow(
                () ->
                    new UserError(
                        "git.empty",
                        "The app's repository has no commit yet.",
                        "Deploy a folder, an archive or a git address first."));
    FileTree main = repository.files(commit);
    var bringing = new BringIntoGit(subject, sources);
    try (Brought brought = bringing.missing(main, context)) {
      if (brought.files().isEmpty()) {
        return StepOutcome.next(new Committed(commit, repository.tree(commit), brought.refused()));
      }
      FileTree export = repository.head(AppRepository.BUILDER).map(repository::files).orElse(main);
      var result = bringing.commit(export, brought);
      return StepOutcome.next(
          new Committed(result.mainCommit(), result.mainTree(), brought.refused()));
    }
  }
}
