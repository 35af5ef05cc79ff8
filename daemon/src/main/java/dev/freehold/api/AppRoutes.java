package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.OwnedPaths;
import dev.freehold.app.Project;
import dev.freehold.app.Projects;
import dev.freehold.base.UserError;
import dev.freehold.check.AllowedFindings;
import dev.freehold.deploy.Pruning;
import dev.freehold.deploy.Removal;
import dev.freehold.history.AppView;
import dev.freehold.history.AppViews;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Apps and what the user decided about them. */
public final class AppRoutes {
  private static final int PAGE = 50;
  private static final int KEEP = 5;

  private final Apps apps;
  private final Projects projects;
  private final AppViews views;
  private final OwnedPaths owned;
  private final AllowedFindings allowed;
  private final Pruning pruning;
  private final Removal removal;

  public AppRoutes(
      Apps apps,
      Projects projects,
      AppViews views,
      OwnedPaths owned,
      AllowedFindings allowed,
      Pruning pruning,
      Removal removal) {
    this.removal = removal;
    this.apps = apps;
    this.projects = projects;
    this.views = views;
    this.owned = owned;
    this.allowed = allowed;
    this.pruning = pruning;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps", this::list),
        new Route(HandlerType.GET, "/v1/apps/{app}", ctx -> ctx.json(views.of(app(ctx)))),
        new Route(HandlerType.GET, "/v1/apps/{app}/owned-paths", this::ownedPaths),
        new Route(HandlerType.PUT, "/v1/apps/{app}/owned-paths", this::own),
        new Route(HandlerType.DELETE, "/v1/apps/{app}/owned-paths", this::disown),
        new Route(HandlerType.PUT, "/v1/apps/{app}/allowed-findings/{finding}", this::allow),
        new Route(HandlerType.POST, "/v1/apps/{app}/prune", this::prune),
        new Route(HandlerType.GET, "/v1/apps/{app}/removal", this::removal),
        new Route(HandlerType.DELETE, "/v1/apps/{app}", this::remove));
  }

  private void list(Context ctx) {
    Optional<String> builder = QueryParameters.text(ctx, "builder");
    Optional<String> project = QueryParameters.text(ctx, "project");
    if (builder.isPresent() != project.isPresent()) {
      throw JsonBody.fieldInvalid(
          builder.isPresent() ? "project" : "builder", "is needed as well: give both or none");
    }
    if (builder.isPresent()) {
      ctx.json(of(new Project(builder.get(), project.orElseThrow())));
      return;
    }
    int limit = QueryParameters.limit(ctx, PAGE, 100);
    List<App> page = apps.page(QueryParameters.text(ctx, "after").orElse(""), limit + 1);
    List<AppView> shown = views.of(page.stream().limit(limit).toList());
    Optional<String> next =
        page.size() > limit ? Optional.of(shown.getLast().slug()) : Optional.empty();
    ctx.json(new AppPage(shown, next));
  }

  private AppPage of(Project project) {
    return new AppPage(projects.appOf(project).map(views::of).stream().toList(), Optional.empty());
  }

  private void ownedPaths(Context ctx) {
    ctx.json(new Patterns(owned.of(app(ctx).id())));
  }

  private void own(Context ctx) {
    owned.add(app(ctx).id(), JsonBody.read(ctx, Pattern.class).pattern());
    ownedPaths(ctx);
  }

  private void disown(Context ctx) {
    String pattern = JsonBody.read(ctx, Pattern.class).pattern();
    if (!owned.remove(app(ctx).id(), pattern)) {
      throw new UserError(
          "app.owned-path.unknown",
          "The pattern '" + pattern + "' is not among the developer-owned paths.",
          "See them with 'freehold app own list'.");
    }
    ownedPaths(ctx);
  }

  private void allow(Context ctx) {
    String reason = JsonBody.read(ctx, Reason.class).reason();
    ctx.json(allowed.allow(app(ctx).id(), ctx.pathParam("finding"), reason, Caller.of(ctx)));
  }

  private void prune(Context ctx) {
    ctx.json(pruning.prune(app(ctx), keep(JsonBody.read(ctx, Keep.class))));
  }

  private void removal(Context ctx) {
    boolean purge = QueryParameters.flag(ctx, "purge");
    ctx.json(removal.look(leaving(ctx, purge), purge));
  }

  private void remove(Context ctx) {
    boolean purge = QueryParameters.flag(ctx, "purge");
    if (!ctx.body().isEmpty()) {
      JsonBody.read(ctx, Nothing.class);
    }
    ctx.json(removal.remove(leaving(ctx, purge), purge));
  }

  /** What is kept of an app that was removed can be purged later. */
  private App leaving(Context ctx, boolean purge) {
    String slug = ctx.pathParam("app");
    return purge ? apps.requireEver(slug) : apps.require(slug);
  }

  private static int keep(Keep asked) {
    int keep = asked.keep() == null ? KEEP : asked.keep();
    if (keep < 1) {
      throw new UserError(
          "api.field-invalid", "The field 'keep' is " + keep + ".", "Keep at least one release.");
    }
    return keep;
  }

  private App app(Context ctx) {
    return apps.require(ctx.pathParam("app"));
  }

  /**
   * @param next slug to ask for the page behind; empty when this is the last one
   */
  record AppPage(List<AppView> apps, Optional<String> next) {}

  record Patterns(List<String> patterns) {}

  record Pattern(String pattern) {}

  record Reason(String reason) {}

  record Nothing() {}

  /**
   * @param keep how many of the newest releases stay
   */
  record Keep(@Nullable Integer keep) {}
}
