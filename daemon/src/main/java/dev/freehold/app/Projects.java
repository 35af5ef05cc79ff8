package dev.freehold.app;

import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Which project of a builder is which app. An app has one project of each builder at most. */
public final class Projects {
  private final Database database;
  private final Apps apps;
  private final Clock clock;

  public Projects(Database database, Apps apps, Clock clock) {
    this.database = database;
    this.apps = apps;
    this.clock = clock;
  }

  /**
   * The app with this slug, made when it is new and bound to the project; either both or neither.
   *
   * @param rebind whether the project may take the place of another one of the same builder
   * @throws UserError {@code app.slug-invalid}, {@code app.project-elsewhere}, {@code
   *     app.other-project}
   */
  public App createOrFind(String slug, Project project, boolean rebind) {
    return database.write(
        sql -> {
          App app = apps.createOrFind(sql, slug, project.builder());
          bind(sql, app, project, rebind);
          return apps.byId(sql, app.id());
        });
  }

  /** The app that this project is. */
  public Optional<App> appOf(Project project) {
    return database.read(sql -> owner(sql, project));
  }

  /** In the order of the builders' names. */
  public List<Project> of(String appId) {
    return database.read(
        sql ->
            sql.list(
                "select builder, project_id from projects where app_id = ? order by builder",
                Projects::project,
                appId));
  }

  private void bind(Sql sql, App app, Project project, boolean rebind) {
    Optional<App> owner = owner(sql, project);
    if (owner.isPresent()) {
      if (!owner.get().id().equals(app.id())) {
        throw elsewhere(project, owner.get());
      }
      return;
    }
    Optional<Project> before =
        sql.first(
            "select builder, project_id from projects where app_id = ? and builder = ?",
            Projects::project,
            app.id(),
            project.builder());
    if (before.isPresent() && !rebind) {
      throw other(app, before.get());
    }
    sql.update(
        "delete from projects where app_id = ? and builder = ?", app.id(), project.builder());
    sql.update(
        "insert into projects (builder, project_id, app_id, bound_at) values (?, ?, ?, ?)",
        project.builder(),
        project.id(),
        app.id(),
        clock.instant());
    sql.update(
        "update apps set builder = ? where id = ? and builder = 'unknown'",
        project.builder(),
        app.id());
  }

  private Optional<App> owner(Sql sql, Project project) {
    return sql.first(
            "select app_id from projects where builder = ? and project_id = ?",
            row -> row.text("app_id"),
            project.builder(),
            project.id())
        .map(id -> apps.byId(sql, id));
  }

  private static Project project(Row row) {
    return new Project(row.text("builder"), row.text("project_id"));
  }

  private static UserError elsewhere(Project project, App owner) {
    return new UserError(
        "app.project-elsewhere",
        "The " + project + " belongs to the app " + owner.slug() + ".",
        "Deploy it as " + owner.slug() + ": its history and its settings are there.");
  }

  private static UserError other(App app, Project before) {
    return new UserError(
        "app.other-project",
        "The app " + app.slug() + " belongs to another project: the " + before + ".",
        "Choose another name for the new app. If "
            + app.slug()
            + " shall come from this project from now on, send rebind with the request.");
  }
}
