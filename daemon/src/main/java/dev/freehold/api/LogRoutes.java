package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environments;
import dev.freehold.target.Site;
import dev.freehold.target.local.AppLogReader;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;

/** What an app's own servers print. */
public final class LogRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Apps apps;
  private final Environments environments;
  private final AppLogReader logs;

  public LogRoutes(Apps apps, Environments environments, AppLogReader logs) {
    this.apps = apps;
    this.environments = environments;
    this.logs = logs;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/environments/{environment}/logs", this::page));
  }

  private void page(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    var site = new Site(app.slug(), environments.require(app, ctx.pathParam("environment")).name());
    int limit = QueryParameters.limit(ctx, USUAL, MOST);
    Optional<Long> after = QueryParameters.number(ctx, "after");
    ctx.json(after.isPresent() ? logs.after(site, after.get(), limit) : logs.newest(site, limit));
  }
}
