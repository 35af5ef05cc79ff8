package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.base.UserError;
import dev.freehold.deploy.Approvals;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.history.Comparisons;
import dev.freehold.history.DeploymentView;
import dev.freehold.history.Deployments;
import dev.freehold.history.Screenshots;
import dev.freehold.render.Window;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Approving plans, and the deployments that come of it. */
public final class DeploymentRoutes {
  private static final int PAGE = 20;
  private static final int LONGEST_WATCH_SECONDS = 3600;

  private final Apps apps;
  private final Environments environments;
  private final Approvals approvals;
  private final Deployments deployments;
  private final Comparisons comparisons;
  private final Screenshots screenshots;

  public DeploymentRoutes(
      Apps apps,
      Environments environments,
      Approvals approvals,
      Deployments deployments,
      Comparisons comparisons,
      Screenshots screenshots) {
    this.apps = apps;
    this.environments = environments;
    this.approvals = approvals;
    this.deployments = deployments;
    this.comparisons = comparisons;
    this.screenshots = screenshots;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.POST, "/v1/apps/{app}/deployments", this::approve),
        new Route(HandlerType.GET, "/v1/apps/{app}/deployments", this::page),
        new Route(
            HandlerType.GET,
            "/v1/deployments/{deployment}",
            ctx -> ctx.json(deployments.one(ctx.pathParam("deployment")))),
        new Route(HandlerType.GET, "/v1/deployments/{deployment}/screenshot", this::screenshot),
        new Route(HandlerType.POST, "/v1/deployments/{deployment}/cancel", this::cancel),
        new Route(HandlerType.GET, "/v1/deployments/{from}/diff/{to}", this::diff),
        new Route(HandlerType.GET, "/v1/apps/{app}/diff/{from}/{to}", this::diffInApp));
  }

  private void approve(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    Approval approval = JsonBody.read(ctx, Approval.class);
    OptionalInt watch =
        approval.watchSeconds() == null
            ? OptionalInt.empty()
            : OptionalInt.of(approval.watchSeconds());
    watch.ifPresent(DeploymentRoutes::checkWatch);
    Deployment deployment =
        approvals.approve(
            new Approvals.Approval(
                app.id(),
                approval.planHash(),
                approval.nonce(),
                approval.requestId(),
                JsonBody.reason(approval.message()),
                watch,
                Caller.of(ctx)));
    ctx.status(202).json(deployments.one(deployment.id()));
  }

  private static void checkWatch(int seconds) {
    if (seconds < 0 || seconds > LONGEST_WATCH_SECONDS) {
      throw new UserError(
          "api.field-invalid",
          "The field 'watchSeconds' is " + seconds + ".",
          "Give a number from 0 to " + LONGEST_WATCH_SECONDS + ".");
    }
  }

  private void page(Context ctx) {
    App app = apps.requireEver(ctx.pathParam("app"));
    Optional<String> environment =
        QueryParameters.text(ctx, "environment")
            .map(name -> environments.require(app, name))
            .map(Environment::id);
    Deployments.Page page =
        deployments.page(
            app.id(),
            environment,
            QueryParameters.text(ctx, "before"),
            QueryParameters.limit(ctx, PAGE, 100));
    ctx.json(new HistoryPage(page.deployments(), page.next(), apps.removedAt(app.id())));
  }

  private void screenshot(Context ctx) {
    ctx.result(screenshots.of(ctx.pathParam("deployment"), window(ctx)));
    // else the server adds the character set of its texts
    ctx.res().setCharacterEncoding((String) null);
    ctx.contentType("image/png");
  }

  private static Window window(Context ctx) {
    return switch (QueryParameters.text(ctx, "window").orElse("desktop")) {
      case "desktop" -> Window.DESKTOP;
      case "phone" -> Window.PHONE;
      default -> throw JsonBody.fieldInvalid("window", "is neither desktop nor phone");
    };
  }

  private void cancel(Context ctx) {
    Deployment deployment = approvals.cancel(ctx.pathParam("deployment"));
    ctx.status(202).json(deployments.one(deployment.id()));
  }

  private void diff(Context ctx) {
    ctx.json(
        comparisons.compare(
            ctx.pathParam("from"), ctx.pathParam("to"), QueryParameters.text(ctx, "after")));
  }

  private void diffInApp(Context ctx) {
    ctx.json(
        comparisons.compare(
            apps.requireEver(ctx.pathParam("app")),
            ctx.pathParam("from"),
            ctx.pathParam("to"),
            QueryParameters.text(ctx, "after")));
  }

  /**
   * @param next what {@code before} is for the next page; empty at the end
   * @param removedAt when the app was removed; empty while it is here
   */
  record HistoryPage(
      List<DeploymentView> deployments, Optional<String> next, Optional<Instant> removedAt) {}

  /**
   * @param requestId made by the client; the same one always returns the same deployment
   * @param watchSeconds null for the target's default
   */
  record Approval(
      String planHash,
      String nonce,
      String requestId,
      @Nullable String message,
      @Nullable Integer watchSeconds) {}
}
