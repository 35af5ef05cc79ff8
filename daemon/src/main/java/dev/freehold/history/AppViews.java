package dev.freehold.history;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Projects;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Places;
import dev.freehold.git.Repositories;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.sync.Remotes;
import dev.freehold.sync.Trouble;
import java.net.URI;
import java.util.List;
import java.util.Optional;

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

  public AppViews(
      Database database,
      Places places,
      LiveLooks looks,
      Projects projects,
      Releases releases,
      Repositories repositories,
      Remotes remotes) {
    this.database = database;
    this.places = places;
    this.looks = looks;
    this.projects = projects;
    this.releases = releases;
    this.repositories = repositories;
    this.remotes = remotes;
  }

  public AppView of(App app) {
    return new AppView(
        app.slug(),
        app.builder(),
        projects.of(app.id()),
        app.createdAt(),
        repositories.folder(app.slug()).toString(),
        remotes.trouble(app.id()).map(Trouble::message),
        places.environments().of(app.id()).stream().map(e -> environment(app, e)).toList());
  }

  private AppView.EnvironmentView environment(App app, Environment environment) {
    Optional<Release> live = environment.live().map(LiveRelease::releaseId).flatMap(releases::find);
    Optional<Newest> newest = newest(environment.id());
    LiveLook look = looks.of(app, environment);
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
        look.switchedElsewhere() && !newest.map(Newest::state).equals(Optional.of(RUNNING)));
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
