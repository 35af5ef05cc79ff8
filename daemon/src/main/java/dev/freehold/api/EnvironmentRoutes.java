package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.deploy.EnvironmentCopy;
import dev.freehold.history.parity.Parities;
import dev.freehold.store.Row;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Environments that are like another one, and whether they are. */
public final class EnvironmentRoutes {
  private final Apps apps;
  private final EnvironmentCopy copy;
  private final Parities parities;

  public EnvironmentRoutes(Apps apps, EnvironmentCopy copy, Parities parities) {
    this.apps = apps;
    this.copy = copy;
    this.parities = parities;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.POST, "/v1/apps/{app}/environments", this::create),
        new Route(HandlerType.GET, "/v1/apps/{app}/parity", this::parity));
  }

  private void create(Context ctx) {
    App app = app(ctx);
    Create create = JsonBody.read(ctx, Create.class);
    ctx.status(201)
        .json(
            view(
                app,
                copy.create(
                    app, create.name(), Optional.ofNullable(create.like()), Environment.LOCAL)));
  }

  private void parity(Context ctx) {
    ctx.json(parities.of(app(ctx), environment(ctx, "from"), environment(ctx, "to")));
  }

  private static String environment(Context ctx, String name) {
    return QueryParameters.text(ctx, name)
        .orElseThrow(() -> JsonBody.fieldInvalid(name, "is needed: the name of an environment"));
  }

  private static Made view(App app, EnvironmentCopy.Made made) {
    return new Made(
        app.slug(),
        made.environment().name(),
        made.environment().target(),
        made.like().map(Environment::name),
        made.copied(),
        made.toSet().stream().map(v -> new ToSet(v.name(), Row.wireName(v.why()))).toList());
  }

  private App app(Context ctx) {
    return apps.require(ctx.pathParam("app"));
  }

  /**
   * @param like the environment that it shall be like
   */
  record Create(String name, @Nullable String like) {}

  record Made(
      String app,
      String environment,
      String target,
      Optional<String> like,
      List<String> copied,
      List<ToSet> toSet) {}

  /**
   * @param why {@code secret}, {@code database} or {@code domain}
   */
  record ToSet(String name, String why) {}
}
