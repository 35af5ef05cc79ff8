package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.sync.Sourcing;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The git repository that an app's code comes from. */
public final class SourceRoutes {
  /** A commit, or enough of its first digits to be no other one. */
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{10,40}");

  private final Apps apps;
  private final Sourcing sourcing;

  public SourceRoutes(Apps apps, Sourcing sourcing) {
    this.apps = apps;
    this.sourcing = sourcing;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/source", this::show),
        new Route(HandlerType.PUT, "/v1/apps/{app}/source", this::choose),
        new Route(HandlerType.POST, "/v1/apps/{app}/source/look", this::look),
        new Route(HandlerType.POST, "/v1/apps/{app}/source/fetch", this::fetch),
        new Route(HandlerType.DELETE, "/v1/apps/{app}/source", this::leave));
  }

  private void show(Context ctx) {
    ctx.json(sourcing.show(app(ctx)));
  }

  /** An app may begin with its source. */
  private void choose(Context ctx) {
    SourceRequest asked = JsonBody.read(ctx, SourceRequest.class);
    RemoteUrl url = RemoteUrl.parse(asked.url());
    App app = apps.createOrFind(ctx.pathParam("app"), "unknown");
    ctx.json(sourcing.choose(app, url, Optional.ofNullable(asked.branch())));
  }

  private void look(Context ctx) {
    ctx.json(sourcing.look(app(ctx)));
  }

  private void fetch(Context ctx) {
    App app = app(ctx);
    FetchRequest asked = JsonBody.read(ctx, FetchRequest.class);
    if (asked.follow() != null && !COMMIT.matcher(asked.follow()).matches()) {
      throw JsonBody.fieldInvalid("follow", "is no commit, and not its first ten digits or more");
    }
    ctx.json(
        sourcing.fetch(
            app, Optional.ofNullable(asked.follow()), Boolean.TRUE.equals(asked.stay())));
  }

  private void leave(Context ctx) {
    ctx.json(sourcing.leave(app(ctx)));
  }

  private App app(Context ctx) {
    return apps.require(ctx.pathParam("app"));
  }

  /**
   * @param branch null for the repository's default branch
   */
  record SourceRequest(String url, @Nullable String branch) {}

  /**
   * @param follow the head of a rewritten branch that somebody looked at
   * @param stay whether the branch is meant although the builder went on with another one
   */
  record FetchRequest(@Nullable String follow, @Nullable Boolean stay) {}
}
