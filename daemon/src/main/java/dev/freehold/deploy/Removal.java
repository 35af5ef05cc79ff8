package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Placement;
import dev.freehold.app.Projects;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.AppRows;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.detect.Serving.Service;
import dev.freehold.git.Repositories;
import dev.freehold.intake.Exports;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Deletions;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.release.Retention;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes an app away: from its targets first, and from the database in one transaction at the end.
 * Whatever fails or is killed on the way, the app is still known, and the same request goes on.
 */
public final class Removal {
  private final Database database;
  private final Places places;
  private final Projects projects;
  private final PlanStore plans;
  private final Exports exports;
  private final Repositories repositories;
  private final Releases releases;
  private final Artifacts artifacts;
  private final Retention retention;
  private final Deletions deletions;
  private final Clock clock;

  public Removal(
      Database database,
      Places places,
      Projects projects,
      PlanStore plans,
      Exports exports,
      Repositories repositories,
      Releases releases,
      Artifacts artifacts,
      Retention retention,
      Deletions deletions,
      Clock clock) {
    this.database = database;
    this.places = places;
    this.projects = projects;
    this.plans = plans;
    this.exports = exports;
    this.repositories = repositories;
    this.releases = releases;
    this.artifacts = artifacts;
    this.retention = retention;
    this.deletions = deletions;
    this.clock = clock;
  }

  /**
   * @param purged whether nothing is left of it
   * @param freedBytes size of the built files that were deleted here
   */
  public record Removed(String app, boolean purged, long freedBytes) {}

  /** Changes nothing. Asks a server only for what an app's own servers keep there. */
  public Removing look(App app, boolean purge) {
    Releases.Kept kept = releases.kept(app.id());
    return new Removing(
        app.slug(),
        purge,
        places.environments().of(app.id()).stream().map(place -> look(app, place)).toList(),
        projects.of(app.id()),
        kept.names(),
        kept.bytes(),
        database.read(sql -> AppRows.deployments(sql, app.id())),
        repositories.folder(app.slug()).toString());
  }

  private Removing.Place look(App app, Environment environment) {
    Optional<Release> live = environment.live().map(LiveRelease::releaseId).flatMap(releases::find);
    return new Removing.Place(
        environment.name(),
        environment.target(),
        live.map(Release::name),
        live.isEmpty()
            ? List.of()
            : places.target(app, environment).addresses().stream().map(URI::toString).toList(),
        environment.domain().map(Domain::name),
        live.flatMap(release -> artifacts.find(release.artifactId())).stream()
            .flatMap(artifact -> artifact.serving().services().stream())
            .map(Service::name)
            .toList(),
        environment
            .settingsId()
            .flatMap(places.settings()::find)
            .map(settings -> settings.variables().size())
            .orElse(0),
        kept(app, environment));
  }

  private List<KeptFolder> kept(App app, Environment environment) {
    List<KeptFolder> here = here(app, environment).kept();
    boolean elsewhere = isRemote(environment) && places.traits(environment).keepsFolders();
    return elsewhere
        ? Stream.concat(here.stream(), places.target(app, environment).kept().stream()).toList()
        : here;
  }

  /** What ran on this machine before its environment was sent to a server is still here. */
  private Target here(App app, Environment environment) {
    return places
        .targets()
        .open(
            new Site(app.slug(), environment.name()),
            new Placement(Environment.LOCAL, Optional.empty()));
  }

  /**
   * @param purge whether its history and its repository go as well
   * @throws UserError {@code app.busy}, {@code backup.running}; and what the targets throw: then
   *     nothing changed here
   */
  public Removed remove(App app, boolean purge) {
    return deletions.delete(() -> removeNow(app, purge));
  }

  private Removed removeNow(App app, boolean purge) {
    Optional<String> newest =
        database.write(
            sql -> {
              refuseBusy(sql, app);
              return AppRows.newestDeployment(sql, app.id());
            });
    leaveTargets(app);
    List<String> exportsOfIt =
        database.write(
            sql -> {
              refuseBusy(sql, app);
              if (!AppRows.newestDeployment(sql, app.id()).equals(newest)) {
                throw busy(app, "was deployed meanwhile");
              }
              return purge ? purge(sql, app) : forget(sql, app);
            });
    exportsOfIt.forEach(exports::discard);
    return new Removed(app.slug(), purge, retention.sweep());
  }

  /** Servers first: if one can't be reached, all goes on as it was on this machine. */
  private void leaveTargets(App app) {
    List<Environment> environments =
        places.environments().of(app.id()).stream()
            .sorted(Comparator.comparing((Environment environment) -> !isRemote(environment)))
            .toList();
    environments.forEach(environment -> places.target(app, environment).remove());
    environments.stream()
        .filter(environment -> isRemote(environment))
        .forEach(environment -> here(app, environment).remove());
  }

  private boolean isRemote(Environment environment) {
    return places.traits(environment).isRemote();
  }

  /**
   * The repository goes before the app's name is free: a new app of that name must not find it.
   *
   * @return ids of the exports that the app used
   */
  private List<String> purge(Sql sql, App app) {
    List<String> used = AppRows.exports(sql, app.id());
    repositories.delete(app.slug());
    AppRows.purge(sql, app.id());
    return used;
  }

  private List<String> forget(Sql sql, App app) {
    places
        .environments()
        .of(app.id())
        .forEach(environment -> places.settings().forget(sql, environment.id()));
    plans.withdraw(sql, app.id());
    AppRows.remove(sql, app.id(), clock.instant());
    return List.of();
  }

  private static void refuseBusy(Sql sql, App app) {
    if (AppRows.busy(sql, app.id())) {
      throw busy(app, "is being deployed");
    }
  }

  private static UserError busy(App app, String why) {
    return new UserError(
        "app.busy",
        "The app " + app.slug() + " " + why + ", so it was not removed.",
        "Wait until the deployment ends, or stop it with 'freehold cancel'. Then remove the app"
            + " again.");
  }
}
