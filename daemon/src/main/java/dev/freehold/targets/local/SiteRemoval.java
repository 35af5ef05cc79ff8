package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Takes a site from this machine: with one rename it is gone for whoever looks, and the throw-away
 * folder that it is then in is emptied at the latest when the daemon starts.
 */
final class SiteRemoval {
  private final Home home;
  private final SiteFolder folder;
  private final Serving serving;
  private final SiteLocks locks;
  private final AppLogReader logs;

  SiteRemoval(Home home, SiteFolder folder, Serving serving, SiteLocks locks, AppLogReader logs) {
    this.home = home;
    this.folder = folder;
    this.serving = serving;
    this.locks = locks;
    this.logs = logs;
  }

  void run() {
    try {
      Home.privateFolder(home.work());
      Path gone = Files.createTempDirectory(home.work(), "site");
      if (folder.exists()) {
        locks.locked(folder, "Removing " + folder.path(), () -> setAside(gone.resolve("site")));
      }
      serving.endGone();
      Folders.delete(gone);
      Folders.deleteIfEmpty(folder.path().resolveSibling(""));
      logs.delete(folder.site());
    } catch (IOException e) {
      throw MachineError.io("Removing " + folder.path(), e);
    }
  }

  private Path setAside(Path to) throws IOException {
    Files.move(folder.path(), to, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(folder.path().resolveSibling(""));
    return to;
  }
}
