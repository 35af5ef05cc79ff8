package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.Project;
import dev.freehold.app.Projects;
import dev.freehold.base.PublicName;
import dev.freehold.base.UserError;
import dev.freehold.deploy.Planning;
import dev.freehold.deploy.Relocation;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.history.PlanDiffs;
import dev.freehold.history.Plans;
import dev.freehold.intake.Exports;
import dev.freehold.store.Row;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asking for plans and looking at them. */
public final class PlanRoutes {
  private static final int PAGE = 20;

  /** A package's name (docs.npmjs.com, package.json, name), or one of npm's life cycle. */
  private static final Pattern SCRIPT = Pattern.compile("(?:@[\\w.~-]+/)?[\\w.~-]+");

  private static final Pattern HOST =
      Pattern.compile("(?!-)[a-z0-9-]{1,63}(?:\\.(?!-)[a-z0-9-]{1,63})+");

  private final Apps apps;
  private final Projects projects;
  private final Environments environments;
  private final Consents consents;
  private final Exports exports;
  private final Relocation relocation;
  private final Planning planning;
  private final Plans plans;
  private final PlanDiffs diffs;

  public PlanRoutes(
      Apps apps,
      Projects projects,
      Environments environments,
      Consents consents,
      Exports exports,
      Relocation relocation,
      Planning planning,
      Plans plans,
      PlanDiffs diffs) {
    this.apps = apps;
    this.projects = projects;
    this.environments = environments;
    this.consents = consents;
    this.exports = exports;
    this.relocation = relocation;
    this.planning = planning;
    this.plans = plans;
    this.diffs = diffs;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.POST, "/v1/apps/{app}/plans", this::request),
        new Route(HandlerType.GET, "/v1/apps/{app}/plans", this::page),
        new Route(
            HandlerType.GET, "/v1/plans/{plan}", ctx -> ctx.json(plans.one(ctx.pathParam("plan")))),
        new Route(HandlerType.GET, "/v1/plans/{plan}/diff", this::diff),
        new Route(HandlerType.POST, "/v1/plans/{plan}/cancel", this::cancel));
  }

  private void request(Context ctx) {
    Request request = JsonBody.read(ctx, Request.class);
    if (request.project() != null && !request.kind().equals("deploy")) {
      throw JsonBody.fieldInvalid("project", "is only taken with the kind deploy");
    }
    if (request.target() != null && !request.kind().equals("deploy")) {
      throw JsonBody.fieldInvalid("target", "is only taken with the kind deploy");
    }
    Plan plan =
        switch (request.kind()) {
          case "deploy" -> deploy(ctx, request);
          case "rollback" -> rollback(ctx, request);
          case "promote" -> promote(ctx, request);
          default ->
              throw new UserError(
                  "api.field-invalid",
                  "The field 'kind' is '" + request.kind() + "'.",
                  "Use deploy, rollback or promote.");
        };
    ctx.status(202).json(plans.one(plan.id()));
  }

  /** Everything is checked before the first thing is made: a wrong request makes and binds none. */
  private Plan deploy(Context ctx, Request request) {
    List<Agreed> agreed = request.agreed().stream().flatMap(PlanRoutes::agreed).toList();
    Environments.checkName(request.where());
    request.place().ifPresent(relocation::requireTarget);
    if (request.exportId() == null) {
      apps.require(name(ctx));
    } else {
      exports.tree(request.exportId());
    }
    App app =
        request
            .boundTo()
            .map(project -> projects.createOrFind(name(ctx), project, request.mayRebind()))
            .orElseGet(() -> apps.createOrFind(name(ctx), "unknown"));
    Environment environment =
        request
            .place()
            .map(target -> relocation.send(app, request.where(), target))
            .orElseGet(() -> environments.ensure(app.id(), request.where(), Environment.LOCAL));
    give(ctx, app, agreed);
    return planning.deploy(
        app,
        environment,
        Optional.ofNullable(request.exportId()),
        Boolean.TRUE.equals(request.allowShrink()),
        agreed.stream().anyMatch(consent -> consent.kind() == Consent.Kind.NO_RENDER_CHECK),
        request.reason());
  }

  private void give(Context ctx, App app, List<Agreed> agreed) {
    agreed.forEach(
        consent -> consents.give(app.id(), consent.kind(), consent.detail(), Caller.of(ctx)));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("app");
  }

  private Plan rollback(Context ctx, Request request) {
    App app = apps.require(name(ctx));
    return planning.rollback(
        app,
        environments.require(app, request.where()),
        Optional.ofNullable(request.release()),
        request.reason());
  }

  private Plan promote(Context ctx, Request request) {
    App app = apps.require(name(ctx));
    if (request.from() == null) {
      throw new UserError(
          "api.field-invalid", "The field 'from' is needed to promote.", "Name an environment.");
    }
    List<Agreed> agreed = request.agreed().stream().flatMap(PlanRoutes::agreed).toList();
    Environment from = environments.require(app, request.from());
    give(ctx, app, agreed);
    return planning.promote(
        app,
        from,
        environments.ensure(app.id(), request.where(), Environment.LOCAL),
        request.reason());
  }

  private void page(Context ctx) {
    ctx.json(
        plans.page(
            apps.require(name(ctx)).id(),
            QueryParameters.text(ctx, "state").map(PlanRoutes::state),
            QueryParameters.text(ctx, "before"),
            QueryParameters.limit(ctx, PAGE, 100)));
  }

  private static PlanState state(String name) {
    return Arrays.stream(PlanState.values())
        .filter(state -> Row.wireName(state).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "api.field-invalid",
                    "There is no state of a plan called '" + name + "'.",
                    "Use a state such as preparing or ready."));
  }

  private void diff(Context ctx) {
    String plan = ctx.pathParam("plan");
    ctx.json(
        QueryParameters.text(ctx, "path")
            .map(path -> diffs.file(plan, path))
            .orElseGet(() -> diffs.page(plan, QueryParameters.text(ctx, "after"))));
  }

  private void cancel(Context ctx) {
    planning.cancel(ctx.pathParam("plan"));
    ctx.status(202).json(plans.one(ctx.pathParam("plan")));
  }

  private record Agreed(Consent.Kind kind, String detail) {}

  private static Stream<Agreed> agreed(String consent) {
    if (consent.startsWith(Consent.NETWORK)) {
      return names(consent, Consent.NETWORK)
          .map(host -> new Agreed(Consent.Kind.NETWORK, host(host)));
    }
    if (consent.startsWith(Consent.PROXY)) {
      return names(consent, Consent.PROXY)
          .map(host -> new Agreed(Consent.Kind.PROXY, publicHost(host)));
    }
    if (consent.startsWith(Consent.SCRIPTS)) {
      return names(consent, Consent.SCRIPTS)
          .map(script -> new Agreed(Consent.Kind.SCRIPT, script(script)));
    }
    return Stream.of(new Agreed(kind(consent), ""));
  }

  private static Stream<String> names(String consent, String prefix) {
    return Arrays.stream(consent.substring(prefix.length()).split(",", -1));
  }

  private static String script(String name) {
    if (name.length() > 214 || !SCRIPT.matcher(name).matches()) {
      throw new UserError(
          "api.field-invalid",
          "The consent to scripts names '" + name + "', which is no name of a package.",
          "Give a package such as better-sqlite3, or a script of the app's own such as"
              + " postinstall.");
    }
    return name;
  }

  private static String host(String name) {
    String host = name.toLowerCase(Locale.ROOT);
    if (host.length() > 253 || !HOST.matcher(host).matches()) {
      throw new UserError(
          "api.field-invalid",
          "The consent to a host names '" + name + "', which is no name of a host.",
          "Give a name such as api.example.com, without https://.");
    }
    return host;
  }

  private static String publicHost(String name) {
    String host = host(name);
    if (!PublicName.is(host)) {
      throw new UserError(
          "api.field-invalid",
          "The consent to pass visitors on names '" + name + "', which is no public name.",
          "Give a name such as api.example.com; addresses and names of a private network are not"
              + " taken.");
    }
    return host;
  }

  private static Consent.Kind kind(String consent) {
    return switch (consent) {
      case "build" -> Consent.Kind.BUILD;
      case "unsandboxed" -> Consent.Kind.UNSANDBOXED;
      case "no-render-check" -> Consent.Kind.NO_RENDER_CHECK;
      default ->
          throw new UserError(
              "api.field-invalid",
              "There is no consent called '" + consent + "'.",
              "Use build, unsandboxed, no-render-check, network: or proxy: and a host, or scripts:"
                  + " and a package.");
    };
  }

  /**
   * @param target of a deployment, and of those that follow; null where the environment is
   * @param exportId of a deployment; null deploys what is on main
   * @param release of a rollback; null for what was live before
   * @param from environment of a promotion
   * @param consents what the user agrees to for this app from now on; the look at the page is
   *     overruled for this plan only
   * @param project of a deployment; the app is bound to it
   * @param rebind whether the project may take the place of another one of the same builder
   */
  record Request(
      String kind,
      @Nullable String environment,
      @Nullable String target,
      @Nullable String exportId,
      @Nullable String release,
      @Nullable String from,
      @Nullable Boolean allowShrink,
      @Nullable List<String> consents,
      @Nullable String message,
      @Nullable NamedProject project,
      @Nullable Boolean rebind) {
    Optional<Project> boundTo() {
      return Optional.ofNullable(project).map(NamedProject::checked);
    }

    Optional<String> place() {
      return Optional.ofNullable(target);
    }

    boolean mayRebind() {
      return Boolean.TRUE.equals(rebind);
    }

    String where() {
      return environment == null ? "production" : environment;
    }

    List<String> agreed() {
      return consents == null ? List.of() : consents;
    }

    String reason() {
      return JsonBody.reason(message);
    }
  }

  /** A project as it is asked for; both names must be there. */
  record NamedProject(@Nullable String builder, @Nullable String id) {
    Project checked() {
      return new Project(builder == null ? "" : builder, id == null ? "" : id);
    }
  }
}
