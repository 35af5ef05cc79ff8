package dev.freehold.deploy.model;

import dev.freehold.deploy.engine.StepStore;
import dev.freehold.step.EventLog;

/** What is kept of plans and deployments while they run and afterwards. */
public record RunStores(
    PlanStore plans, DeploymentStore deployments, StepStore steps, EventLog events) {}
