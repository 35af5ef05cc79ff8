package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.deploy.model.Places;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.site.ServiceProgram;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an app's own servers print. */
public final class LogRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final Places places;

  public LogRoutes(Places places) {
    this.places = places;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/environments/{environment}/logs", this::page));
  }

  private void page(Context ctx) {
    App app = places.apps().require(ctx.pathParam("app"));
    Environment environment = places.environments().require(app, ctx.pathParam("environment"));
    int limit = QueryParameters.limit(ctx, USUAL, MOST);
    Optional<Long> after = QueryParameters.number(ctx, "after");
    LogPage page =
        places
            .target(app, environment)
            .logs(after.map(OptionalLong::of).orElseGet(OptionalLong::empty), limit);
    List<String> secrets = secrets(environment);
    ctx.json(
        new LogPage(
            page.lines().stream()
                .map(line -> line.withText(ServiceProgram.redacted(line.text(), secrets)))
                .toList(),
            page.next()));
  }

  /** Of all times: what a server printed long ago may still be there. */
  private List<String> secrets(Environment environment) {
    return places.settings().all(environment.id()).stream()
        .flatMap(settings -> ServiceProgram.secrets(settings.values()).stream())
        .distinct()
        .toList();
  }
}
