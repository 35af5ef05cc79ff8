package dev.freehold.builds;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.util.List;

/** One way to come to installed packages, for the {@link DependencyCache}. */
interface Installation {
  /** The same key means the same packages. */
  String key();

  /** The place of the app's own packages, among those of a workspace. */
  String own();

  /** Folders in every place that tools write to while the app is built. */
  List<String> scratch();

  /**
   * @param tree a folder inside the workshop
   * @param places of folders with packages, relative to tree
   * @param adaptations what had to be done besides what the lock file says
   */
  record Installed(Path tree, List<String> places, List<Adaptation> adaptations) {}

  /**
   * @param npmCache npm's own
   */
  Installed run(Workshop workshop, Sandbox sandbox, Path npmCache, BuildListener listener);
}
