package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.deploy.model.Places;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.site.ServiceProgram;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
    List<Settings> settings = settings(environment);
    ctx.json(
        new LogPage(
            page.lines().stream().map(line -> redacted(line, settings)).toList(), page.next()));
  }

  /** Of what is live, of what was before, and the newest. */
  private List<Settings> settings(Environment environment) {
    return Stream.of(
            environment.live().map(LiveRelease::settingsId),
            environment.previous().map(LiveRelease::settingsId),
            environment.settingsId())
        .flatMap(Optional::stream)
        .distinct()
        .flatMap(id -> places.settings().find(id).stream())
        .toList();
  }

  private static LogPage.Line redacted(LogPage.Line line, List<Settings> settings) {
    String text = line.text();
    for (Settings each : settings) {
      text = ServiceProgram.redacted(text, each.values());
    }
    return line.withText(text);
  }
}
