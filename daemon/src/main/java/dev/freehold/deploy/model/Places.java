package dev.freehold.deploy.model;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.Placement;
import dev.freehold.app.SettingsStore;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.Targets;
import dev.freehold.targets.Traits;

/** Where releases go: apps, their environments, the settings there, and the targets behind. */
public record Places(
    Apps apps, Environments environments, SettingsStore settings, Targets targets) {

  public Target target(App app, Environment environment) {
    return target(app, environment, environment.placement());
  }

  public Traits traits(Environment environment) {
    return targets.traits(environment.target());
  }

  /** Where a plan said that it goes, which may not be where the environment goes by now. */
  public Target target(App app, Environment environment, Placement placement) {
    return targets.open(new Site(app.slug(), environment.name()), placement);
  }
}
