package dev.freehold.kill;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Kills in an order in which most of them cost one start. */
final class KillMatrix implements AutoCloseable {
  private final Supplier<KilledApp> apps;
  private final List<KillPoint> walk;
  private CrashScene scene;
  private KillChain chain;

  /**
   * @param apps each as if nothing had been deployed yet
   * @param walk the order in which they will come
   */
  KillMatrix(Supplier<KilledApp> apps, List<KillPoint> walk) throws Exception {
    this.apps = apps;
    this.walk = walk;
    this.scene = CrashScene.withFirstVersionOf(apps.get());
    this.chain = scene.chain();
  }

  /** What one kill broke is gone before the next. */
  void killAt(KillPoint point) throws Exception {
    boolean right = false;
    try {
      chain.killAt(point, after(point));
      right = true;
    } finally {
      if (!right) {
        close();
        scene = CrashScene.withFirstVersionOf(apps.get());
        chain = scene.chain();
      }
    }
  }

  private Optional<KillPoint> after(KillPoint point) {
    return walk.stream().skip(walk.indexOf(point) + 1L).findFirst();
  }

  @Override
  public void close() throws Exception {
    chain.close();
    scene.close();
  }
}
