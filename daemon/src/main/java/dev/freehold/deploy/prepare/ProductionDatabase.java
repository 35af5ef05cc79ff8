package dev.freehold.deploy.prepare;

import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.check.Finding;
import dev.freehold.check.SharedDatabase;
import dev.freehold.deploy.model.Places;
import dev.freehold.targets.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether another environment would work on production's database. */
record ProductionDatabase(Places places) {
  /**
   * @param coming what the environment would go live with
   * @return {@code env.shares-database}, or nothing
   */
  List<Finding> findings(Environment environment, Settings coming) {
    if (environment.name().equals(Site.PRODUCTION)) {
      return List.of();
    }
    return places
        .environments()
        .find(environment.appId(), Site.PRODUCTION)
        .map(production -> shared(environment, coming, production))
        .filter(names -> !names.isEmpty())
        .map(names -> SharedDatabase.finding(names, environment.name(), Site.PRODUCTION))
        .stream()
        .toList();
  }

  /** By what is live there, and by what its next deployment brings. */
  private List<String> shared(Environment environment, Settings coming, Environment production) {
    return Stream.of(production.live().map(LiveRelease::settingsId), production.settingsId())
        .flatMap(Optional::stream)
        .distinct()
        .map(places.settings()::require)
        .flatMap(
            theirs ->
                SharedDatabase.names(coming, environment.target(), theirs, production.target())
                    .stream())
        .distinct()
        .sorted()
        .toList();
  }
}
