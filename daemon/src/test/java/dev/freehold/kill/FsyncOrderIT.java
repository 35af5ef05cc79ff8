package dev.freehold.kill;

import org.junit.jupiter.api.Test;

/**
 * A kill keeps what the kernel has; a power loss does not. What must survive one is synced before
 * it is renamed into place, and the folder after: seen in the system calls of a deployment.
 */
class FsyncOrderIT {
  @Test
  void whatIsRenamedIntoPlaceWasSynced() throws Exception {
    SyncOrder.check();
  }
}
