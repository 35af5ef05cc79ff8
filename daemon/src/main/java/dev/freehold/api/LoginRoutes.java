package dev.freehold.api;

import dev.freehold.sync.GitHubLogin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Freehold's own login at GitHub. */
public final class LoginRoutes {
  private static final String LOGIN = "/v1/git/login";
  private static final String ATTEMPTS = LOGIN + "/attempts";

  private final GitHubLogin login;

  public LoginRoutes(GitHubLogin login) {
    this.login = login;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, LOGIN, ctx -> ctx.json(login.view())),
        new Route(HandlerType.DELETE, LOGIN, ctx -> ctx.json(login.logOut())),
        new Route(HandlerType.POST, ATTEMPTS, this::begin),
        new Route(
            HandlerType.GET, ATTEMPTS + "/{attempt}", ctx -> ctx.json(login.attempt(id(ctx)))),
        new Route(
            HandlerType.DELETE, ATTEMPTS + "/{attempt}", ctx -> ctx.json(login.giveUp(id(ctx)))));
  }

  private void begin(Context ctx) {
    BeginRequest asked = JsonBody.read(ctx, BeginRequest.class);
    ctx.status(201)
        .json(
            login.begin(
                Optional.ofNullable(asked.clientId()), Boolean.TRUE.equals(asked.workflows())));
  }

  private static String id(Context ctx) {
    return ctx.pathParam("attempt");
  }

  record BeginRequest(@Nullable String clientId, @Nullable Boolean workflows) {}
}
