package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.Placement;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.deploy.model.Places;
import dev.freehold.store.Database;
import java.util.Optional;

/**
 * Sends an environment somewhere else, from its next deployment on. What runs where it was is left
 * alone, and a plan that was made before no longer fits.
 */
public final class Relocation {
  private final Database database;
  private final Places places;
  private final DeploymentStore deployments;

  public Relocation(Database database, Places places, DeploymentStore deployments) {
    this.database = database;
    this.places = places;
    this.deployments = deployments;
  }

  /**
   * @throws UserError {@code target.unknown}, {@code domain.unsupported}, {@code domain.invalid},
   *     {@code domain.taken}, {@code environment.busy} while a deployment runs
   */
  public Environment move(App app, String environment, Placement placement) {
    boolean takesDomain = places.targets().traits(placement.target()).takesDomain();
    if (placement.domain().isPresent() && !takesDomain) {
      throw domainUnsupported(placement.domain().get(), placement.target());
    }
    Environment place = places.environments().ensure(app.id(), environment, placement.target());
    return database.write(
        sql -> {
          deployments.unfinished(sql, place.id()).ifPresent(running -> refuseBusy(app, running));
          return places
              .environments()
              .place(sql, places.environments().byId(sql, place.id()), placement);
        });
  }

  /**
   * @throws UserError {@code target.unknown}
   */
  public void requireTarget(String target) {
    places.targets().traits(target);
  }

  /**
   * Sends an environment to a target with the domain that it has, and makes it when it is new.
   *
   * @throws UserError as {@link #move}
   */
  public Environment send(App app, String environment, String target) {
    Optional<Environment> there = places.environments().find(app.id(), environment);
    return there
        .filter(place -> place.target().equals(target))
        .orElseGet(
            () ->
                move(app, environment, new Placement(target, there.flatMap(Environment::domain))));
  }

  private static UserError domainUnsupported(Domain domain, String target) {
    return new UserError(
        "domain.unsupported",
        domain.name() + " can't lead to '" + target + "', which nobody else reaches.",
        "Connect a place that visitors reach, and send the app there: freehold target add");
  }

  private static void refuseBusy(App app, Deployment running) {
    throw new UserError(
        "environment.busy",
        app.slug() + " is being deployed, so it was not sent elsewhere: " + running.id() + ".",
        "Wait until it is over (freehold status), or cancel it: freehold cancel " + running.id());
  }
}
