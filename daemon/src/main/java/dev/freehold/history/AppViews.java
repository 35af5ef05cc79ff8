package dev.freehold.history;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Projects;
import dev.freehold.base.Parallel;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Places;
import dev.freehold.git.Repositories;
import dev.freehold.history.drift.DriftSummary;
import dev.freehold.history.drift.Drifts;
import dev.freehold.history.looks.LiveLook;
import dev.freehold.history.looks.LiveLooks;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.sync.Remotes;
import dev.freehold.sync.Trouble;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Apps as people see them. */
public final class AppViews {
  private static final String RUNNING = Row.wireName(DeploymentState.RUNNING);

  private final Database database;
  private final Places places;
  private final LiveLooks looks;
  private final Projects projects;
  private final Releases releases;
  private final Repositories repositories;
  private final Remotes remotes;
  private final Drifts drifts;

  public AppViews(
      Database database,
      Places places,
      LiveLooks looks,
      Projects projects,
      Releases releases,
      Repositories repositories,
      Remotes remotes,
      Drifts drifts) {
    this.database = database;
    this.places = places;
    this.looks = looks;
    this.projects = projects;
    this.releases = releases;
    this.repositories = repositories;
    this.remotes = remotes;
    this.drifts = drifts;
  }

  /** In their order; for places that answer slowly it waits once, and not for each. */
  public List<AppView> of(List<App> apps) {
    return Parallel.waiting(apps, this::of);
  }

  public AppView of(App app) {
    List<Environment> environments = places.environments().of(app.id());
    List<Optional<Newest>> newest = environments.stream().map(e -> newest(e.id())).toList();
    List<LiveLook> seen = Parallel.waiting(environments, e -> looks.of(app, e));
    DriftSummary.Whole drift =
        drifts.summary(
            app,
            environments,
            IntStream.range(0, environments.size())
                .mapToObj(i -> isDeploying(newest.get(i)) ? LiveLook.NOTHING : seen.get(i))
                .toList());
    return new AppView(
        app.slug(),
        app.builder(),
        projects.of(app.id()),
        app.createdAt(),
        repositories.folder(app.slug()).toString(),
        remotes.trouble(app.id()).map(Trouble::message),
        drift.app(),
        IntStream.range(0, environments.size())
            .mapToObj(
                i ->
                    environment(
                        app,
                        environments.get(i),
                        newest.get(i),
                        seen.get(i),
                        drift.environments().get(i)))
            .toList());
  }

  private static boolean isDeploying(Optional<Newest> newest) {
    return newest.map(Newest::state).equals(Optional.of(RUNNING));
  }

  private AppView.EnvironmentView environment(
      App app,
      Environment environment,
      Optional<Newest> newest,
      LiveLook look,
      DriftSummary.Waiting drift) {
    Optional<Release> live = environment.live().map(LiveRelease::releaseId).flatMap(releases::find);
    List<String> addresses =
        live.isEmpty()
            ? List.of()
            : places.target(app, environment).addresses().stream().map(URI::toString).toList();
    return new AppView.EnvironmentView(
        environment.name(),
        environment.target(),
        live.map(Release::name),
        live.map(Release::id),
        newest.map(Newest::id),
        newest.map(Newest::state),
        environment.generation(),
        addresses.stream().findFirst(),
        addresses,
        look.servers(),
        look.switchedElsewhere() && !isDeploying(newest),
        drift);
  }

  private Optional<Newest> newest(String environmentId) {
    return database.read(
        sql ->
            sql.first(
                "select id, state from deployments where environment_id = ?"
                    + " order by id desc limit 1",
                row -> new Newest(row.text("id"), row.text("state")),
                environmentId));
  }

  private record Newest(String id, String state) {}
}
