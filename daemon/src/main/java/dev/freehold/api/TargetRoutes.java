package dev.freehold.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.Placement;
import dev.freehold.base.UserError;
import dev.freehold.deploy.Adoption;
import dev.freehold.deploy.Relocation;
import dev.freehold.history.AppViews;
import dev.freehold.step.EventLog;
import dev.freehold.targets.AccessPolicy;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Setup;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Traits;
import dev.freehold.targets.registry.Drivers;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where releases run: the kinds of places, and those that were connected. */
public final class TargetRoutes {
  private static final String ENVIRONMENT = "/v1/apps/{app}/environments/{environment}";
  private static final String ONE = "/v1/targets/{target}";

  private final Apps apps;
  private final Environments environments;
  private final AppViews views;
  private final Drivers drivers;
  private final Adoption adoption;
  private final Relocation relocation;
  private final EventLog events;

  public TargetRoutes(
      Apps apps,
      Environments environments,
      AppViews views,
      Drivers drivers,
      Adoption adoption,
      Relocation relocation,
      EventLog events) {
    this.apps = apps;
    this.environments = environments;
    this.views = views;
    this.drivers = drivers;
    this.adoption = adoption;
    this.relocation = relocation;
    this.events = events;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/drivers", this::kinds),
        new Route(HandlerType.GET, "/v1/targets", this::list),
        new Route(HandlerType.POST, "/v1/targets/looks", this::look),
        new Route(HandlerType.POST, "/v1/targets/policies", this::policies),
        new Route(HandlerType.PUT, ONE, this::connect),
        new Route(HandlerType.GET, ONE, this::examine),
        new Route(HandlerType.DELETE, ONE, this::remove),
        new Route(HandlerType.POST, ONE + "/adoptions", this::adopt),
        new Route(HandlerType.PUT, ENVIRONMENT, this::place),
        new Route(HandlerType.GET, ENVIRONMENT + "/domain", this::domain));
  }

  private void kinds(Context ctx) {
    ctx.json(
        new Kinds(
            drivers.kinds().stream()
                .map(
                    driver ->
                        new Kind(driver.kind(), driver.title(), driver.traits(), driver.fields()))
                .toList()));
  }

  private void list(Context ctx) {
    ctx.json(new Targets(drivers.all().stream().map(this::shown).toList()));
  }

  /** Looks there; writes nothing. */
  private void look(Context ctx) {
    Look look = JsonBody.read(ctx, Look.class);
    Setup setup = drivers.look(look.kind(), look.values());
    ctx.json(
        new Seen(
            setup.address(),
            setup.name(),
            setup.confirmation(),
            setup.about(),
            setup.steps(),
            setup.hints(),
            setup.hash()));
  }

  /** Writes nothing there. */
  private void policies(Context ctx) {
    Look look = JsonBody.read(ctx, Look.class);
    ctx.json(new Policies(drivers.policies(look.kind(), look.values())));
  }

  private void connect(Context ctx) {
    Connect connect = JsonBody.read(ctx, Connect.class);
    String target = name(ctx);
    ctx.json(
        shown(
            drivers.connect(
                target,
                connect.kind(),
                connect.values(),
                connect.hash(),
                step -> events.append(null, null, "setup.step", new SetupStep(target, step)))));
  }

  private void examine(Context ctx) {
    Connected target = drivers.requireConnected(name(ctx));
    Condition condition = drivers.of(target).verify(target);
    ctx.json(
        new Examined(
            shown(target),
            new TreeMap<>(target.config()),
            condition.about(),
            condition.facts(),
            condition.problems(),
            condition.removal()));
  }

  private void remove(Context ctx) {
    boolean there = JsonBody.read(ctx, Remove.class).there();
    Connected target = drivers.requireConnected(name(ctx));
    List<Environment> users = environments.on(target.name());
    if (!users.isEmpty()) {
      Place user = place(users.getFirst());
      throw new UserError(
          "target.in-use",
          user.app() + " " + user.environment() + " runs on " + target.name() + ".",
          "Send it elsewhere first: freehold target use local --app "
              + user.app()
              + " --env "
              + user.environment());
    }
    drivers.remove(target, there);
    ctx.status(204);
  }

  /** Reads there, and writes here what other machines did. */
  private void adopt(Context ctx) {
    Connected target = drivers.requireConnected(name(ctx));
    var adopted = new ArrayList<Adoption.Adopted>();
    var unknown = new ArrayList<Place>();
    for (SiteHistory history : drivers.of(target).histories(target)) {
      adoption
          .adopt(target.name(), history)
          .ifPresentOrElse(
              adopted::add,
              () ->
                  unknown.add(
                      new Place(
                          history.site().app(),
                          history.site().environment(),
                          Optional.empty(),
                          Optional.empty())));
    }
    ctx.json(new AdoptedSites(adopted, unknown, drivers.of(target).strangers(target)));
  }

  private void place(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    Use use = JsonBody.read(ctx, Use.class);
    Optional<Domain> domain =
        Optional.ofNullable(use.domain())
            .map(name -> new Domain(name, Boolean.TRUE.equals(use.www())));
    relocation.move(app, ctx.pathParam("environment"), new Placement(use.target(), domain));
    ctx.json(views.of(app));
  }

  /** Looks at the network and there; changes nothing. */
  private void domain(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    Environment environment = environments.require(app, ctx.pathParam("environment"));
    Domain domain =
        environment
            .domain()
            .orElseThrow(
                () ->
                    new UserError(
                        "domain.none",
                        app.slug() + " " + environment.name() + " has no domain.",
                        "Give it one: freehold domain add app.example.org --app " + app.slug()));
    Connected target = drivers.require(environment.target());
    ctx.json(drivers.of(target).domain(target, domain));
  }

  private Shown shown(Connected target) {
    return new Shown(
        target.name(),
        target.kind(),
        target.address(),
        environments.on(target.name()).stream().map(this::place).toList());
  }

  private Place place(Environment environment) {
    return new Place(
        apps.byId(environment.appId()).slug(),
        environment.name(),
        environment.domain().map(Domain::name),
        environment.domain().map(Domain::www));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("target");
  }

  /** Of an event. */
  record SetupStep(String target, int ordinal) {}

  record Policies(List<AccessPolicy> policies) {}

  record Look(String kind, Map<String, String> values) {}

  record Connect(String kind, Map<String, String> values, String hash) {}

  record Remove(boolean there) {}

  record Use(String target, @Nullable String domain, @Nullable Boolean www) {}

  record Kinds(List<Kind> drivers) {}

  record Kind(String kind, String title, Traits traits, List<Field> fields) {}

  record Targets(List<Shown> targets) {}

  record AdoptedSites(
      List<Adoption.Adopted> adopted, List<Place> unknown, List<Driver.Stranger> strangers) {}

  record Shown(String name, String kind, String address, List<Place> environments) {}

  record Place(String app, String environment, Optional<String> domain, Optional<Boolean> www) {}

  record Seen(
      String address,
      String name,
      Optional<Setup.Confirmation> confirmation,
      List<Setup.Fact> about,
      List<String> steps,
      List<String> hints,
      String hash) {}

  record Examined(
      Shown target,
      Map<String, String> values,
      List<Setup.Fact> about,
      JsonNode facts,
      List<String> problems,
      List<String> removal) {}
}
