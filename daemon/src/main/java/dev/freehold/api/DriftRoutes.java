package dev.freehold.api;

import dev.freehold.app.Apps;
import dev.freehold.history.drift.Drifts;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** Who is ahead of an app. */
public final class DriftRoutes {
  private final Apps apps;
  private final Drifts drifts;

  public DriftRoutes(Apps apps, Drifts drifts) {
    this.apps = apps;
    this.drifts = drifts;
  }

  public List<Route> routes() {
    return List.of(new Route(HandlerType.GET, "/v1/apps/{app}/drift", this::show));
  }

  private void show(Context ctx) {
    ctx.json(drifts.of(apps.require(ctx.pathParam("app"))));
  }
}
