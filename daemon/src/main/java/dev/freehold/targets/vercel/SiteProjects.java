package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.targets.Site;
import dev.freehold.targets.vercel.SiteProject.Origin;
import java.util.List;
import java.util.Optional;

/** The projects that sites are in, by target. */
final class SiteProjects {
  private final Database database;

  SiteProjects(Database database) {
    this.database = database;
  }

  record Entry(Site site, SiteProject project) {}

  Optional<SiteProject> find(String target, Site site) {
    return all(target).stream()
        .filter(entry -> entry.site().equals(site))
        .map(Entry::project)
        .findFirst();
  }

  /**
   * Vercel's own name for a site's project; likely the one that it will have before it is there.
   */
  String host(Account account, Site site) {
    return find(account.name(), site)
        .flatMap(SiteProject::host)
        .orElse(account.project(site) + Provisioning.OWN_NAMES);
  }

  List<Entry> all(String target) {
    return database.read(
        sql ->
            sql.list(
                "select app, environment, project, origin, host, domains from vercel_projects"
                    + " where target = ? order by app, environment",
                SiteProjects::entry,
                target));
  }

  void save(String target, Site site, SiteProject project) {
    database.change(
        sql ->
            sql.update(
                "insert or replace into vercel_projects"
                    + " (target, app, environment, project, origin, host, domains)"
                    + " values (?, ?, ?, ?, ?, ?, ?)",
                target,
                site.app(),
                site.environment(),
                project.id().orElse(null),
                Row.wireName(project.origin()),
                project.host().orElse(null),
                Json.write(project.domains())));
  }

  void forget(String target, Site site) {
    database.change(
        sql ->
            sql.update(
                "delete from vercel_projects where target = ? and app = ? and environment = ?",
                target,
                site.app(),
                site.environment()));
  }

  void forget(String target) {
    database.change(sql -> sql.update("delete from vercel_projects where target = ?", target));
  }

  private static Entry entry(Row row) {
    return new Entry(
        new Site(row.text("app"), row.text("environment")),
        new SiteProject(
            row.maybeText("project"),
            row.enumeration("origin", Origin.class),
            row.maybeText("host"),
            List.of(Json.read(row.text("domains"), String[].class))));
  }
}
