package dev.freehold.deploy.model;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.SettingsStore;
import dev.freehold.target.Site;
import dev.freehold.target.Target;
import dev.freehold.target.Targets;

/** Where releases go: apps, their environments, the settings there, and the targets behind. */
public record Places(
    Apps apps, Environments environments, SettingsStore settings, Targets targets) {

  public Target target(App app, Environment environment) {
    return targets.open(
        new Site(app.slug(), environment.name()), environment.target(), environment.domain());
  }
}
