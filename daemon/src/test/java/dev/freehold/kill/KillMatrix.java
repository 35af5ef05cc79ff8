package dev.freehold.kill;

import java.util.List;
import java.util.Optional;

/** Kills in an order in which most of them cost one start. */
final class KillMatrix implements AutoCloseable {
  private final CrashScene scene;
  private final List<KillPoint> walk;
  private KillChain chain;

  /**
   * @param walk the order in which they will come
   */
  KillMatrix(CrashScene scene, List<KillPoint> walk) throws Exception {
    this.scene = scene;
    this.walk = walk;
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
        chain.close();
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
