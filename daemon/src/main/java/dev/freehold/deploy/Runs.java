package dev.freehold.deploy;

import dev.freehold.deploy.carryout.DeploymentRuns;
import dev.freehold.deploy.engine.Run;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.deploy.prepare.Preparations;
import java.util.ArrayList;
import java.util.List;

/** Finds what an id of a run stands for. */
public final class Runs {
  private final RunStores stores;
  private final Preparations preparations;
  private final DeploymentRuns deploymentRuns;

  public Runs(RunStores stores, Preparations preparations, DeploymentRuns deploymentRuns) {
    this.stores = stores;
    this.preparations = preparations;
    this.deploymentRuns = deploymentRuns;
  }

  public Run of(String id) {
    return stores
        .deployments()
        .find(id)
        .<Run>map(deploymentRuns::of)
        .orElseGet(() -> preparations.of(stores.plans().require(id)));
  }

  /** What a crash or a stop left unfinished, in the order in which it began. */
  public List<String> unfinished() {
    var runs = new ArrayList<>(stores.plans().preparing());
    runs.addAll(stores.deployments().unfinished());
    return runs;
  }
}
