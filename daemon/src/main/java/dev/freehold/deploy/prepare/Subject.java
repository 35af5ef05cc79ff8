package dev.freehold.deploy.prepare;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.model.Plan;
import dev.freehold.git.AppRepository;

/**
 * What one preparation is about.
 *
 * @param outputs of its steps so far
 */
record Subject(
    Plan plan, App app, Environment environment, AppRepository repository, Outputs outputs) {
  Committed committed() {
    return outputs.require(Preparation.COMMIT, Committed.class);
  }
}
