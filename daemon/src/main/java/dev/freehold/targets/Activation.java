package dev.freehold.targets;

import dev.freehold.app.Placement;
import dev.freehold.app.Settings;
import dev.freehold.release.Artifact;
import dev.freehold.release.Release;
import java.util.List;

/** What goes live together: a release, the settings it runs with, and where. */
public record Activation(
    Release release, Artifact artifact, Settings settings, Placement placement) {

  /** Folders that the release's servers may write to and find again; none without a server. */
  public List<String> kept() {
    return artifact.serving().isStatic() ? List.of() : placement.kept();
  }
}
