package dev.freehold.deploy.prepare;

import dev.freehold.app.App;
import dev.freehold.deploy.bring.Brought;
import dev.freehold.deploy.bring.Impostors;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.Plan;
import dev.freehold.file.FileTree;
import dev.freehold.git.ImportResult;
import dev.freehold.intake.Exports;
import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import java.util.Map;

/** The export becomes a commit on branch builder and is merged into main. */
final class Commit implements Step {
  private final Subject subject;
  private final Sources sources;

  Commit(Subject subject, Sources sources) {
    this.subject = subject;
    this.sources = sources;
  }

  @Override
  public StepOutcome run(StepContext context) {
    Plan plan = subject.plan();
    App app = subject.app();
    Exports exports = sources.exports();
    String export = plan.request().exportId().orElseThrow();
    exports.refuseShrink(app.id(), export, plan.request().allowShrink());
    var bringing = new BringIntoGit(subject, sources);
    ImportResult result;
    Map<String, String> refused;
    Impostors impostors = Impostors.in(exports.tree(export));
    FileTree tree = impostors.outOf(exports.tree(export));
    try (Brought brought = bringing.missing(tree, context)) {
      result = bringing.commit(tree, brought);
      refused = impostors.refused(brought);
    }
    exports.claim(export, app.id());
    if (result.changed()) {
      context.effect(
          new Effect(
              "git.committed",
              "The export is commit " + result.mainCommit().substring(0, 10) + " on main.",
              Map.of("commit", result.mainCommit(), "builder", result.builderCommit())));
    }
    return StepOutcome.next(new Committed(result.mainCommit(), result.mainTree(), refused));
  }
}
