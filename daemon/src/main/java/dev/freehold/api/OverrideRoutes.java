package dev.freehold.api;

import dev.freehold.app.Apps;
import dev.freehold.app.OverrideStore;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the owner says about an app against what is concluded from its files. */
public final class OverrideRoutes {
  private final Apps apps;
  private final OverrideStore overrides;

  public OverrideRoutes(Apps apps, OverrideStore overrides) {
    this.apps = apps;
    this.overrides = overrides;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/overrides", this::show),
        new Route(HandlerType.PATCH, "/v1/apps/{app}/overrides", this::change));
  }

  private void show(Context ctx) {
    ctx.json(new Shown(overrides.of(appId(ctx)).values()));
  }

  private void change(Context ctx) {
    Change change = JsonBody.read(ctx, Change.class);
    overrides.change(
        appId(ctx),
        change.set() == null ? Map.of() : change.set(),
        change.unset() == null ? List.of() : change.unset());
    show(ctx);
  }

  private String appId(Context ctx) {
    return apps.require(ctx.pathParam("app")).id();
  }

  record Shown(Map<String, String> overrides) {}

  record Change(@Nullable Map<String, String> set, @Nullable List<String> unset) {}
}
