package dev.freehold.deploy.carryout;

import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records how a deployment ended, gives the lease back and tells those who watch. */
final class DeploymentEnd {
  private final RunStores stores;

  DeploymentEnd(RunStores stores) {
    this.stores = stores;
  }

  void of(Sql sql, Deployment deployment, DeploymentState state, @Nullable Failure failure) {
    stores.deployments().end(sql, deployment.id(), state, Optional.ofNullable(failure));
    stores
        .events()
        .append(
            sql,
            deployment.id(),
            deployment.appId(),
            "deployment.state",
            Map.of("state", Row.wireName(state)));
  }
}
