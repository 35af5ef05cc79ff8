package dev.freehold.api;

import dev.freehold.app.Apps;
import dev.freehold.app.Journey;
import dev.freehold.app.Journeys;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** Pages that are looked at before a release goes live. */
public final class JourneyRoutes {
  private static final String PATH = "/v1/apps/{app}/journeys";

  private final Apps apps;
  private final Journeys journeys;

  public JourneyRoutes(Apps apps, Journeys journeys) {
    this.apps = apps;
    this.journeys = journeys;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, PATH, this::show),
        new Route(
            HandlerType.PUT,
            PATH,
            ctx -> {
              journeys.add(appId(ctx), JsonBody.read(ctx, Journey.class));
              show(ctx);
            }),
        new Route(
            HandlerType.DELETE,
            PATH,
            ctx -> {
              journeys.remove(appId(ctx), JsonBody.read(ctx, Path.class).path());
              show(ctx);
            }));
  }

  private void show(Context ctx) {
    ctx.json(new Shown(journeys.of(appId(ctx))));
  }

  private String appId(Context ctx) {
    return apps.require(ctx.pathParam("app")).id();
  }

  record Shown(List<Journey> journeys) {}

  record Path(String path) {}
}
