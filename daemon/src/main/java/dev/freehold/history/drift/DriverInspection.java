package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.base.FreeholdException;
import dev.freehold.targets.Connected;
import dev.freehold.targets.registry.Drivers;
import java.util.List;

/** By the drivers of the places. */
public record DriverInspection(Drivers drivers) implements Inspection {
  @Override
  public List<Outside> target(String target) {
    try {
      Connected place = drivers.require(target);
      return drivers.of(place).verify(place).problems().stream()
          .map(problem -> Outside.target(target, problem))
          .toList();
    } catch (FreeholdException e) {
      return List.of(Outside.target(target, e));
    }
  }

  @Override
  public List<Outside> domain(App app, Environment environment, Domain domain) {
    try {
      Connected place = drivers.require(environment.target());
      return drivers.of(place).domain(place, domain).problems().stream()
          .map(problem -> Outside.domain(app, environment, problem))
          .toList();
    } catch (FreeholdException e) {
      return List.of(Outside.target(environment.target(), e));
    }
  }
}
