package dev.freehold.deploy;

import static org.awaitility.Awaitility.await;

import dev.freehold.app.App;
import dev.freehold.app.AppKeys;
import dev.freehold.app.Apps;
import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.Journeys;
import dev.freehold.app.KeptFolders;
import dev.freehold.app.OverrideStore;
import dev.freehold.app.OwnedPaths;
import dev.freehold.app.Placement;
import dev.freehold.app.Projects;
import dev.freehold.app.SettingsStore;
import dev.freehold.app.Variable;
import dev.freehold.base.Ids;
import dev.freehold.base.Json;
import dev.freehold.builds.Builder;
import dev.freehold.builds.Denos;
import dev.freehold.builds.DependencyCache;
import dev.freehold.builds.NodeVersions;
import dev.freehold.builds.Pythons;
import dev.freehold.builds.Toolchains;
import dev.freehold.builds.Tools;
import dev.freehold.check.AllowedFindings;
import dev.freehold.check.BuilderHosts;
import dev.freehold.check.KnownExploited;
import dev.freehold.check.OldHost;
import dev.freehold.check.SecretScanner;
import dev.freehold.check.SignIn;
import dev.freehold.check.VariableCheck;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.databases.RecordingDatabases;
import dev.freehold.deploy.bring.AssetFetch;
import dev.freehold.deploy.bring.Bringing;
import dev.freehold.deploy.carryout.Album;
import dev.freehold.deploy.carryout.DeploymentRuns;
import dev.freehold.deploy.carryout.HealthGate;
import dev.freehold.deploy.carryout.RenderGate;
import dev.freehold.deploy.engine.Chores;
import dev.freehold.deploy.engine.Engine;
import dev.freehold.deploy.engine.Runner;
import dev.freehold.deploy.engine.StepStore;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.deploy.model.PictureStore;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.deploy.prepare.Checks;
import dev.freehold.deploy.prepare.Making;
import dev.freehold.deploy.prepare.MissingGates;
import dev.freehold.deploy.prepare.Preparations;
import dev.freehold.deploy.prepare.Sources;
import dev.freehold.detect.Detector;
import dev.freehold.file.BlobStore;
import dev.freehold.file.Home;
import dev.freehold.file.Limits;
import dev.freehold.git.Repositories;
import dev.freehold.history.Comparisons;
import dev.freehold.history.Deployments;
import dev.freehold.history.PlanDiffs;
import dev.freehold.history.Plans;
import dev.freehold.history.Screenshots;
import dev.freehold.history.parity.Parities;
import dev.freehold.intake.Exports;
import dev.freehold.intake.Kind;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Builds;
import dev.freehold.release.Deletions;
import dev.freehold.release.OutputTree;
import dev.freehold.release.Releases;
import dev.freehold.release.Retention;
import dev.freehold.render.Browser;
import dev.freehold.render.PageRenderer;
import dev.freehold.step.EventLog;
import dev.freehold.step.LogLines;
import dev.freehold.store.Database;
import dev.freehold.targets.Connected;
import dev.freehold.targets.RecordingTarget;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.Targets;
import dev.freehold.targets.TinySite;
import dev.freehold.targets.Traits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything a deployment passes through, real but for the target: plain pages need no build, and a
 * {@link RecordingTarget} takes what a provider would.
 */
public final class DeployRoom implements AutoCloseable {
  public static final String APP = "shop";

  public final Home home;
  public final Database database;
  public final Places places;
  public final RunStores stores;
  public final Exports exports;
  public final Repositories repositories;
  public final Releases releases;
  public final Consents consents;
  public final Journeys journeys;
  public final KeptFolders kept;
  public final AllowedFindings allowed;
  public final EventLog events;
  public final Planning planning;
  public final Approvals approvals;
  public final Relocation relocation;
  public final Pruning pruning;
  public final Removal removal;
  public final Projects projects;
  public final Plans plans;
  public final Deployments deployments;
  public final Comparisons comparisons;
  public final Parities parities;
  public final RecordingDatabases databases = new RecordingDatabases();

  public final Screenshots screenshots;
  public final PlanDiffs planDiffs;

  /** Who takes pictures of what is watched; nobody, unless a test says so. */
  /** Takes the pictures. */
  public volatile Supplier<Optional<Browser>> browser = Optional::empty;

  /** Looks at a release before it goes live. */
  public volatile Supplier<Optional<Browser>> gateBrowser = Optional::empty;

  /** What the recording targets are replaced by. */
  public volatile Optional<Function<Site, Target>> elsewhere = Optional.empty();

  public final BlobStore blobs;
  public final Artifacts artifacts;

  /** Where the storages of builders are. */
  public volatile UnaryOperator<URI> builders = UnaryOperator.identity();

  /** Whether the app agreed to go live without a look. */
  public volatile boolean goesWithoutLook = true;

  /** What answers for everything that is staged or live. */
  public final TinySite site = TinySite.healthy();

  private final Map<Site, RecordingTarget> targets = new ConcurrentHashMap<>();
  private final Clock clock = Clock.systemUTC();
  private final Ids ids = Ids.timeOrdered();
  private final Runs runs;
  private final LogLines log;
  private Engine engine;
  private Runner runner;

  public DeployRoom(Path folder) {
    home = new Home(folder.resolve("home"));
    Home.privateFolder(home.root());
    Home.privateFolder(home.work());
    database = Database.open(home.database(), home.backups());
    Map<String, String> environment = System.getenv();
    var processes = new ProcessRunner(environment);
    events = new EventLog(database, clock);
    log = new LogLines(events);
    var vault = new Vault(EncryptionKey.find(Map.of(), home.encryptionKey()));
    places =
        new Places(
            new Apps(database, clock, ids),
            new Environments(database, clock, ids),
            new SettingsStore(database, vault, clock, ids),
            new Recording());
    stores =
        new RunStores(
            new PlanStore(database, clock),
            new DeploymentStore(database, clock),
            new StepStore(database, clock),
            events);
    blobs = new BlobStore(home.blobs());
    artifacts = new Artifacts(database, home, blobs, clock);
    releases = new Releases(database, clock);
    consents = new Consents(database, clock);
    journeys = new Journeys(database, clock);
    kept = new KeptFolders(database, clock);
    allowed = new AllowedFindings(database, clock);
    repositories = new Repositories(home, clock);
    exports = new Exports(database, home, clock, ids, Limits.of(Map.of()));
    var sandboxes =
        new Sandboxes(
            new Bubblewrap(processes, List.of("bwrap"), home.cache().resolve("sandbox"), List.of()),
            new Unsandboxed(processes));
    var tools = new Tools(home, sandboxes);
    parities =
        new Parities(
            places,
            releases,
            artifacts,
            journeys,
            consents,
            name ->
                new Connected(
                    name,
                    name.equals(Environment.LOCAL) ? "local" : "recording",
                    name + ".example",
                    Map.of("region", "of " + name),
                    Map.of(),
                    Json.mapper().createObjectNode()),
            databases);
    var preparations =
        new Preparations(
            places,
            new Sources(
                exports,
                new OwnedPaths(database, clock),
                new OverrideStore(database, clock),
                repositories,
                new Bringing(
                    new AssetFetch(
                        Duration.ofSeconds(30), 20 << 20, 200 << 20, at -> builders.apply(at)),
                    home),
                new Detector()),
            new Checks(
                new SecretScanner(),
                new VariableCheck(),
                new BuilderHosts(),
                new SignIn(),
                new OldHost(),
                new KnownExploited(),
                allowed),
            new Making(
                consents,
                new AppKeys(vault),
                new Builder(
                    home,
                    sandboxes,
                    new NodeVersions(new Toolchains(processes, environment), tools),
                    tools,
                    new Pythons(processes, environment),
                    new Denos(
                        processes, environment, new Toolchains(processes, environment), tools),
                    new DependencyCache(home, processes, clock),
                    Duration.ofMinutes(1)),
                new Builds(database, clock),
                artifacts,
                releases),
            new MissingGates(() -> gateBrowser.get().isPresent(), consents, places.targets()),
            parities::afterPromotion,
            stores,
            Ids.unguessable(),
            clock);
    var pictures = new PictureStore(database, blobs, clock);
    runs =
        new Runs(
            stores,
            preparations,
            new DeploymentRuns(
                places,
                releases,
                artifacts,
                blobs,
                stores,
                new HealthGate(),
                new RenderGate(renderer(processes, () -> gateBrowser.get()), consents, journeys),
                new Album(renderer(processes, () -> browser.get()), pictures),
                clock));
    engine = engine();
    runner = runner();
    planning =
        new Planning(
            database,
            places,
            releases,
            repositories,
            stores,
            run -> runner.schedule(run),
            ids,
            clock);
    approvals = new Approvals(database, places, stores, run -> runner.schedule(run), ids, clock);
    relocation = new Relocation(database, places, stores.deployments());
    var retention = new Retention(database, home, blobs, artifacts, clock);
    pruning = new Pruning(places, releases, retention, new Deletions());
    projects = new Projects(database, places.apps(), clock);
    removal =
        new Removal(
            database,
            places,
            projects,
            stores.plans(),
            exports,
            repositories,
            releases,
            artifacts,
            retention,
            new Deletions(),
            clock);
    plans = new Plans(database, places, stores.plans());
    deployments = new Deployments(database, repositories);
    screenshots = new Screenshots(stores.deployments(), pictures);
    planDiffs = new PlanDiffs(places.apps(), stores.plans(), releases, repositories);
    comparisons =
        new Comparisons(
            places.apps(), places.settings(), releases, stores.deployments(), repositories);
    runner.start(List.of());
  }

  private PageRenderer renderer(ProcessRunner processes, Supplier<Optional<Browser>> browser) {
    return new PageRenderer(browser, processes, home.cache().resolve("pictures"));
  }

  private Engine engine() {
    return new Engine(database, stores.steps(), events, log, clock);
  }

  private Runner runner() {
    return new Runner(
        database, clock, id -> engine.carry(runs.of(id)), new Chores(List::of, _ -> {}), () -> {});
  }

  /** As the daemon does when it stops. */
  public void stop() {
    engine.stopping();
    runner.close();
  }

  /** As the daemon does when it starts again. */
  public void start() {
    engine = engine();
    runner = runner();
    runner.start(runs.unfinished());
  }

  public RecordingTarget target(String environment) {
    return targets.computeIfAbsent(
        new Site(APP, environment), _ -> new RecordingTarget(site.staged()));
  }

  public RecordingTarget target() {
    return target("production");
  }

  public App app() {
    App app = places.apps().createOrFind(APP, "unknown");
    if (goesWithoutLook) {
      consents.give(app.id(), Consent.Kind.NO_RENDER_CHECK, "", "the tests");
    }
    return app;
  }

  public Environment environment(String name) {
    return places.environments().ensure(app().id(), name, "recording");
  }

  /** Every target by its name; only this machine's own is not behind a network. */
  private final class Recording implements Targets {
    @Override
    public Target open(Site site, Placement placement) {
      return elsewhere.map(make -> make.apply(site)).orElseGet(() -> target(site.environment()));
    }

    @Override
    public Traits traits(String target) {
      boolean here = target.equals(Environment.LOCAL);
      return new Traits(Duration.ofSeconds(here ? 10 : 60), !here, !here, !here, true, true, here);
    }
  }

  /** Sends production there from its next deployment on. */
  public Environment place(Placement placement) {
    return relocation.move(app(), "production", placement);
  }

  public Environment place(String target) {
    return place(new Placement(target, Optional.empty()));
  }

  public Environment production() {
    return environment("production");
  }

  public void set(String name, String value) {
    places
        .settings()
        .revise(
            production().id(),
            before -> {
              var after = new ArrayList<>(before);
              after.removeIf(v -> v.name().equals(name));
              after.add(new Variable(name, value, Variable.Source.USER));
              return after;
            });
  }

  /** A plain page that says {@code text}. */
  public static OutputTree page(String text) {
    return new OutputTree()
        .with("index.html", "<!doctype html><title>Shop</title><h1>" + text + "</h1>\n")
        .with("style.css", "h1 { color: red }\n")
        .with("about.html", "<!doctype html><title>About</title>\n");
  }

  public String export(OutputTree tree) {
    String id = exports.begin("shop", Kind.GIT).id();
    exports.completeFrom(id, tree);
    return id;
  }

  /** Asks for a plan and returns it when it is prepared. */
  public Plan plan(OutputTree tree) {
    return prepared(
        planning.deploy(app(), production(), Optional.of(export(tree)), false, false, "because"));
  }

  public Plan plan(String text) {
    return plan(page(text));
  }

  public Plan planWhateverTheLookShows(String text) {
    var export = Optional.of(export(page(text)));
    return prepared(planning.deploy(app(), production(), export, false, true, "because"));
  }

  public Plan prepared(Plan plan) {
    return await("plan " + plan.id())
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> stores.plans().require(plan.id()), p -> p.state() != PlanState.PREPARING);
  }

  public static Approvals.Approval approval(Plan plan, String request, int watchSeconds) {
    return new Approvals.Approval(
        plan.appId(),
        plan.hash().orElse("no hash"),
        plan.nonce().orElse("no nonce"),
        request,
        "",
        OptionalInt.of(watchSeconds),
        "ada via test");
  }

  /** Approves the plan and returns the deployment when it is over. */
  public Deployment carryOut(Plan plan, int watchSeconds) {
    return ended(approvals.approve(approval(plan, "request of " + plan.id(), watchSeconds)));
  }

  public Deployment carryOut(Plan plan) {
    return carryOut(plan, 0);
  }

  public Deployment deploy(String text) {
    return carryOut(plan(text));
  }

  public Deployment ended(Deployment deployment) {
    return await("deployment " + deployment.id())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> stores.deployments().require(deployment.id()), d -> d.finishedAt().isPresent());
  }

  @Override
  public void close() {
    stop();
    repositories.close();
    database.close();
    site.close();
  }
}
