package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.base.UserError;
import dev.freehold.deploy.Adoption;
import dev.freehold.history.AppViews;
import dev.freehold.target.SiteHistory;
import dev.freehold.target.local.LocalTargets;
import dev.freehold.target.ssh.ServerAdmin;
import dev.freehold.target.ssh.ServerFacts;
import dev.freehold.target.ssh.ServerSetup;
import dev.freehold.target.ssh.ServerStore;
import dev.freehold.target.ssh.transport.HostKey;
import dev.freehold.target.ssh.transport.ServerAddress;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where releases run: this machine, and the servers that were added. */
public final class TargetRoutes {
  private static final String ENVIRONMENT = "/v1/apps/{app}/environments/{environment}";
  private static final String ONE = "/v1/targets/{target}";

  private final Apps apps;
  private final Environments environments;
  private final AppViews views;
  private final ServerAdmin servers;
  private final Adoption adoption;

  public TargetRoutes(
      Apps apps,
      Environments environments,
      AppViews views,
      ServerAdmin servers,
      Adoption adoption) {
    this.adoption = adoption;
    this.apps = apps;
    this.environments = environments;
    this.views = views;
    this.servers = servers;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/targets", this::list),
        new Route(HandlerType.POST, "/v1/targets/looks", this::look),
        new Route(HandlerType.POST, "/v1/targets/keys", this::trust),
        new Route(HandlerType.PUT, ONE, this::add),
        new Route(HandlerType.GET, ONE, this::examine),
        new Route(HandlerType.DELETE, ONE, this::remove),
        new Route(HandlerType.POST, ONE + "/adoptions", this::adopt),
        new Route(HandlerType.PUT, ENVIRONMENT, this::place),
        new Route(HandlerType.GET, ENVIRONMENT + "/domain", this::domain));
  }

  private void list(Context ctx) {
    Stream<Shown> here =
        Stream.of(new Shown(LocalTargets.KIND, LocalTargets.KIND, "this machine", List.of()));
    ctx.json(new Targets(Stream.concat(here, servers.all().stream().map(this::shown)).toList()));
  }

  /** Logs in and looks; writes nothing there. */
  private void look(Context ctx) {
    ServerAddress address = ServerAddress.parse(JsonBody.read(ctx, Address.class).address());
    Optional<HostKey> stranger = servers.firstContact(address);
    ctx.json(
        new Look(
            address.toString(),
            stranger.map(key -> new Key(key.kind(), key.fingerprint())),
            stranger.isPresent() ? Optional.empty() : Optional.of(servers.plan(address))));
  }

  private void trust(Context ctx) {
    Trust trust = JsonBody.read(ctx, Trust.class);
    servers.trust(ServerAddress.parse(trust.address()), trust.fingerprint());
    ctx.status(204);
  }

  private void add(Context ctx) {
    Add add = JsonBody.read(ctx, Add.class);
    ctx.json(shown(servers.add(name(ctx), ServerAddress.parse(add.address()), add.hash())));
  }

  private void examine(Context ctx) {
    ServerStore.Stored server = servers.require(name(ctx));
    ServerFacts facts = servers.facts(server);
    ctx.json(new Examined(shown(server), facts, servers.problems(facts), servers.removal(facts)));
  }

  private void remove(Context ctx) {
    ServerStore.Stored server = servers.require(name(ctx));
    List<Environment> users = environments.on(server.name());
    if (!users.isEmpty()) {
      Place user = place(users.getFirst());
      throw new UserError(
          "target.in-use",
          user.app() + " " + user.environment() + " runs on " + server.name() + ".",
          "Send it elsewhere first: freehold target use local --app "
              + user.app()
              + " --env "
              + user.environment());
    }
    if (JsonBody.read(ctx, Remove.class).server()) {
      servers.remove(server);
    } else {
      servers.forget(server);
    }
    ctx.status(204);
  }

  /** Reads on the server, and writes here what other machines did there. */
  private void adopt(Context ctx) {
    ServerStore.Stored server = servers.require(name(ctx));
    var adopted = new ArrayList<Adoption.Adopted>();
    var unknown = new ArrayList<Place>();
    for (SiteHistory history : servers.histories(server)) {
      adoption
          .adopt(server.name(), history)
          .ifPresentOrElse(
              adopted::add,
              () ->
                  unknown.add(
                      new Place(
                          history.site().app(), history.site().environment(), Optional.empty())));
    }
    ctx.json(new AdoptedSites(adopted, unknown));
  }

  private void place(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    Use use = JsonBody.read(ctx, Use.class);
    if (!use.target().equals(LocalTargets.KIND)) {
      servers.require(use.target());
    } else if (use.domain() != null) {
      throw new UserError(
          "domain.on-local",
          "An environment on this machine can't have a domain: nobody else reaches it.",
          "Add a server first: freehold target add ssh deploy@example.org");
    }
    Environment environment =
        environments.ensure(app.id(), ctx.pathParam("environment"), use.target());
    environments.place(
        environment,
        use.target(),
        Optional.ofNullable(use.domain())
            .map(name -> new Domain(name, Boolean.TRUE.equals(use.www()))));
    ctx.json(views.of(app));
  }

  /** Looks at the network and on the server; changes nothing. */
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
    ctx.json(servers.domain(servers.require(environment.target()), domain));
  }

  private Shown shown(ServerStore.Stored server) {
    return new Shown(
        server.name(),
        ServerStore.KIND,
        server.address().toString(),
        environments.on(server.name()).stream().map(this::place).toList());
  }

  private Place place(Environment environment) {
    return new Place(
        apps.byId(environment.appId()).slug(),
        environment.name(),
        environment.domain().map(Domain::name));
  }

  private static String name(Context ctx) {
    return ctx.pathParam("target");
  }

  record Address(String address) {}

  record Trust(String address, String fingerprint) {}

  record Add(String address, String hash) {}

  record Remove(boolean server) {}

  record Use(String target, @Nullable String domain, @Nullable Boolean www) {}

  record Targets(List<Shown> targets) {}

  record AdoptedSites(List<Adoption.Adopted> adopted, List<Place> unknown) {}

  record Shown(String name, String kind, String address, List<Place> environments) {}

  record Place(String app, String environment, Optional<String> domain) {}

  record Key(String kind, String fingerprint) {}

  record Look(String address, Optional<Key> unknownKey, Optional<ServerSetup.Plan> plan) {}

  record Examined(Shown target, ServerFacts facts, List<String> problems, List<String> removal) {}
}
