package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.git.AppRepository;
import dev.freehold.sync.Connecting;
import dev.freehold.sync.Syncing;
import dev.freehold.sync.Wanted;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The git remote that an app is connected to. */
public final class GitRoutes {
  private static final Set<String> BRANCHES = Set.of(AppRepository.MAIN, AppRepository.BUILDER);

  private final Apps apps;
  private final Syncing syncing;
  private final Connecting connecting;

  public GitRoutes(Apps apps, Syncing syncing, Connecting connecting) {
    this.apps = apps;
    this.syncing = syncing;
    this.connecting = connecting;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/git", this::show),
        new Route(HandlerType.POST, "/v1/apps/{app}/git/looks", this::look),
        new Route(HandlerType.PUT, "/v1/apps/{app}/git", this::connect),
        new Route(HandlerType.POST, "/v1/apps/{app}/git/sync", this::push),
        new Route(HandlerType.POST, "/v1/apps/{app}/git/pull", this::pull),
        new Route(HandlerType.DELETE, "/v1/apps/{app}/git", this::disconnect));
  }

  private void show(Context ctx) {
    ctx.json(syncing.status(app(ctx)));
  }

  private void look(Context ctx) {
    App app = app(ctx);
    LookRequest asked = JsonBody.read(ctx, LookRequest.class);
    ctx.json(connecting.look(app, Wanted.of(asked.github(), asked.remote())));
  }

  private void connect(Context ctx) {
    App app = app(ctx);
    ConnectRequest asked = JsonBody.read(ctx, ConnectRequest.class);
    connecting.apply(app, Wanted.of(asked.github(), asked.remote()), asked.hash());
    show(ctx);
  }

  private void push(Context ctx) {
    syncing.push(app(ctx));
    show(ctx);
  }

  private void pull(Context ctx) {
    App app = app(ctx);
    Map<String, String> follow = JsonBody.read(ctx, PullRequest.class).follow();
    if (follow != null && !BRANCHES.containsAll(follow.keySet())) {
      throw JsonBody.fieldInvalid("follow", "names another branch than main or builder");
    }
    ctx.json(syncing.pull(app, follow == null ? Map.of() : follow));
  }

  private void disconnect(Context ctx) {
    syncing.disconnect(app(ctx));
    show(ctx);
  }

  private App app(Context ctx) {
    return apps.require(ctx.pathParam("app"));
  }

  record LookRequest(@Nullable String github, @Nullable String remote) {}

  record ConnectRequest(@Nullable String github, @Nullable String remote, String hash) {}

  record PullRequest(@Nullable Map<String, String> follow) {}
}
