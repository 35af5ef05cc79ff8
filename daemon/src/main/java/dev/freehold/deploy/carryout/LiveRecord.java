package dev.freehold.deploy.carryout;

import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.store.Sql;
import dev.freehold.targets.Pointer;
import java.util.Map;

/** Our own record of what is live, written together with the step that switched. */
final class LiveRecord {
  private final Places places;
  private final RunStores stores;

  LiveRecord(Places places, RunStores stores) {
    this.places = places;
    this.stores = stores;
  }

  /**
   * The new release is live: its settings are the environment's from now on, unless the user
   * changed the variables since this deployment looked; then the next one brings those.
   *
   * @param url best address of what is live
   */
  void switched(Sql sql, Work work, Pointer pointer, String url) {
    record(sql, work, pointer);
    places
        .settings()
        .replaceNewest(
            sql,
            work.environment().id(),
            work.plan().baseSettingsId(),
            work.activation().settings().id());
    stores.deployments().live(sql, work.deployment().id(), url);
    stores
        .events()
        .append(
            sql,
            work.deployment().id(),
            work.deployment().appId(),
            "deployment.state",
            Map.of("state", "live", "url", url));
  }

  /** The release before is live again; what the next deployment brings stays as it was set. */
  void switchedBack(Sql sql, Work work, Pointer pointer) {
    record(sql, work, pointer);
  }

  private void record(Sql sql, Work work, Pointer pointer) {
    places
        .environments()
        .recordPointer(
            sql, work.environment().id(), pointer.live(), pointer.previous(), pointer.generation());
  }
}
