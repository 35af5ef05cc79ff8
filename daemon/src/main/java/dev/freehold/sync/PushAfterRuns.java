package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.util.function.Consumer;

/**
 * Pushes an app after something of it ended well. What somebody has to mend is kept as the outcome
 * of the newest push; only what may pass is thrown.
 */
public final class PushAfterRuns implements Consumer<String> {
  private final Apps apps;
  private final Remotes remotes;
  private final Syncing syncing;

  public PushAfterRuns(Apps apps, Remotes remotes, Syncing syncing) {
    this.apps = apps;
    this.remotes = remotes;
    this.syncing = syncing;
  }

  /**
   * @throws FreeholdException what may pass
   */
  @Override
  public void accept(String appId) {
    if (remotes.find(appId).isEmpty()) {
      return; // it was disconnected, or its app was removed
    }
    App app = apps.byId(appId);
    try {
      syncing.push(app);
    } catch (FreeholdException e) {
      if (mayPass(e)) {
        throw e;
      }
    }
  }

  private static boolean mayPass(FreeholdException e) {
    return switch (e) {
      case ProviderError provider -> provider.retryable();
      case UserError user -> user.code().equals(Turns.BUSY);
      case MachineError _ -> true;
    };
  }
}
