package dev.freehold.history.parity;

import dev.freehold.app.Environment;
import dev.freehold.app.Settings;
import dev.freehold.release.Artifact;
import dev.freehold.release.Release;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Traits;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An environment as it is compared.
 *
 * @param settings those that are live; the newest where nothing is live
 * @param newest what the next deployment brings
 * @param live the release that is live, as the target says it
 * @param artifact its files; empty also when they are not kept here any more
 * @param addresses at which visitors reach it, the best one first
 * @param trouble why the target could not be asked, or what it has is not known here
 */
record Side(
    Environment environment,
    Connected target,
    Traits traits,
    Settings settings,
    Settings newest,
    Optional<Release> live,
    Optional<Artifact> artifact,
    List<URI> addresses,
    Optional<String> trouble) {
  String name() {
    return environment.name();
  }

  /** The same with other variables. */
  Side with(Settings coming) {
    return new Side(
        environment, target, traits, coming, coming, live, artifact, addresses, trouble);
  }

  boolean hasServers() {
    return artifact.map(files -> !files.serving().isStatic()).orElse(false);
  }
}
