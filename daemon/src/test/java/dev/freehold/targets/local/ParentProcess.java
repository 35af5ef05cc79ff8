package dev.freehold.targets.local;

import dev.freehold.file.Home;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Stands in for the daemon: starts the serving process of a home, and stays until it is killed. */
final class ParentProcess {
  private ParentProcess() {}

  public static void main(String[] arguments) {
    var home = new Home(Path.of(arguments[0]));
    new Serving(home, () -> LocalScene.start(home, "0").pid()).ensureRunning();
    while (true) {
      LockSupport.park();
    }
  }
}
