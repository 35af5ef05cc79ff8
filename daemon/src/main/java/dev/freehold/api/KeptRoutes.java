package dev.freehold.api;

import dev.freehold.app.Apps;
import dev.freehold.app.KeptFolders;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** Folders of an app that every release finds again. */
public final class KeptRoutes {
  private final Apps apps;
  private final KeptFolders kept;

  public KeptRoutes(Apps apps, KeptFolders kept) {
    this.apps = apps;
    this.kept = kept;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/kept-folders", this::show),
        new Route(HandlerType.PUT, "/v1/apps/{app}/kept-folders", this::add),
        new Route(HandlerType.DELETE, "/v1/apps/{app}/kept-folders", this::remove));
  }

  private void show(Context ctx) {
    ctx.json(new Folders(kept.of(appId(ctx))));
  }

  private void add(Context ctx) {
    kept.add(appId(ctx), JsonBody.read(ctx, Folders.class).folders());
    show(ctx);
  }

  private void remove(Context ctx) {
    kept.remove(appId(ctx), JsonBody.read(ctx, Folders.class).folders());
    show(ctx);
  }

  private String appId(Context ctx) {
    return apps.require(ctx.pathParam("app")).id();
  }

  record Folders(List<String> folders) {}
}
