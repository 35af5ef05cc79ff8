package dev.freehold.deploy.carryout;

import dev.freehold.app.Environment;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Target;
import dev.freehold.targets.Traits;

/**
 * All that the steps of one deployment work on.
 *
 * @param overruleLook whether it goes live whatever the look at the page shows
 */
record Work(
    Deployment deployment,
    Environment environment,
    PlanBody plan,
    Activation activation,
    Target target,
    Traits traits,
    boolean overruleLook) {}
