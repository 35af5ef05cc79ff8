package dev.freehold.history.parity;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.base.FreeholdException;
import dev.freehold.deploy.model.Places;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Target;
import java.util.Optional;
import java.util.function.Function;

/** Looks at environments: at their targets too, where something is live. */
record Sides(
    Places places, Releases releases, Artifacts artifacts, Function<String, Connected> targets) {
  Side of(App app, Environment environment) {
    Target target = places.target(app, environment);
    Seen seen = seen(target, environment);
    Settings newest = places.settings().current(environment.id());
    Optional<Release> live = seen.live().map(LiveRelease::releaseId).flatMap(releases::find);
    Optional<Settings> settings =
        seen.live().map(LiveRelease::settingsId).flatMap(places.settings()::find);
    boolean strange = seen.live().isPresent() && (live.isEmpty() || settings.isEmpty());
    return new Side(
        environment,
        targets.apply(environment.target()),
        places.traits(environment),
        settings.orElse(newest),
        newest,
        live,
        live.map(Release::artifactId).flatMap(artifacts::find),
        target.addresses(),
        strange
            ? Optional.of("Another machine made something live there that is not known here.")
            : seen.trouble());
  }

  private record Seen(Optional<LiveRelease> live, Optional<String> trouble) {}

  /** What cannot be asked is taken as it was last known, and said. */
  private static Seen seen(Target target, Environment environment) {
    if (environment.live().isEmpty()) {
      return new Seen(Optional.empty(), Optional.empty());
    }
    try {
      return new Seen(target.observe().pointer().live(), Optional.empty());
    } catch (FreeholdException e) {
      return new Seen(environment.live(), Optional.of(e.getMessage()));
    }
  }
}
