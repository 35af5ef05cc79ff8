package dev.freehold.bootstrap;

import dev.freehold.app.AppKeys;
import dev.freehold.app.Apps;
import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Environments;
import dev.freehold.app.Journeys;
import dev.freehold.app.KeptFolders;
import dev.freehold.app.OverrideStore;
import dev.freehold.app.OwnedPaths;
import dev.freehold.app.Projects;
import dev.freehold.app.SettingsStore;
import dev.freehold.base.Ids;
import dev.freehold.base.MachineError;
import dev.freehold.builds.BuildSandbox;
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
import dev.freehold.databases.postgres.PostgresDatabases;
import dev.freehold.deploy.Adoption;
import dev.freehold.deploy.Approvals;
import dev.freehold.deploy.EnvironmentCopy;
import dev.freehold.deploy.Planning;
import dev.freehold.deploy.Pruning;
import dev.freehold.deploy.Relocation;
import dev.freehold.deploy.Removal;
import dev.freehold.deploy.Runs;
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
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.deploy.model.PictureStore;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.deploy.prepare.Checks;
import dev.freehold.deploy.prepare.Making;
import dev.freehold.deploy.prepare.MissingGates;
import dev.freehold.deploy.prepare.Preparations;
import dev.freehold.deploy.prepare.Sources;
import dev.freehold.detect.Detector;
import dev.freehold.file.BlobStore;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.Limits;
import dev.freehold.git.GitSource;
import dev.freehold.git.Repositories;
import dev.freehold.git.github.Server;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.LoginStore;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.history.AppViews;
import dev.freehold.history.Comparisons;
import dev.freehold.history.Deployments;
import dev.freehold.history.PlanDiffs;
import dev.freehold.history.Plans;
import dev.freehold.history.Screenshots;
import dev.freehold.history.drift.Drifts;
import dev.freehold.history.drift.DriverInspection;
import dev.freehold.history.drift.Outsides;
import dev.freehold.history.drift.RemoteLooks;
import dev.freehold.history.drift.RepositoryReading;
import dev.freehold.history.drift.SourceLooks;
import dev.freehold.history.looks.LiveLooks;
import dev.freehold.history.parity.Parities;
import dev.freehold.intake.Exports;
import dev.freehold.process.Orphans;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Builds;
import dev.freehold.release.Deletions;
import dev.freehold.release.Releases;
import dev.freehold.release.Retention;
import dev.freehold.render.Browsers;
import dev.freehold.render.PageRenderer;
import dev.freehold.step.EventLog;
import dev.freehold.step.LogLines;
import dev.freehold.store.Database;
import dev.freehold.store.NativeSqlite;
import dev.freehold.sync.AppRemotes;
import dev.freehold.sync.Connecting;
import dev.freehold.sync.GitHubLogin;
import dev.freehold.sync.Hub;
import dev.freehold.sync.Incoming;
import dev.freehold.sync.PushAfterRuns;
import dev.freehold.sync.Remotes;
import dev.freehold.sync.SourceStore;
import dev.freehold.sync.Sourcing;
import dev.freehold.sync.Syncing;
import dev.freehold.targets.Driver;
import dev.freehold.targets.aws.AwsDriver;
import dev.freehold.targets.local.LocalDriver;
import dev.freehold.targets.local.Runtimes;
import dev.freehold.targets.local.Serving;
import dev.freehold.targets.local.ServingWatch;
import dev.freehold.targets.registry.Drivers;
import dev.freehold.targets.registry.TargetStore;
import dev.freehold.targets.ssh.DomainCheck;
import dev.freehold.targets.ssh.LinuxPrograms;
import dev.freehold.targets.ssh.RealNetwork;
import dev.freehold.targets.ssh.ServerSetup;
import dev.freehold.targets.ssh.SshDriver;
import dev.freehold.targets.ssh.SshTargets;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.SshConfig;
import dev.freehold.targets.vercel.VercelDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every part of the daemon behind its API, wired in the order in which data meets it. */
record Workings(
    Database database,
    Path keyFile,
    EventLog events,
    Apps apps,
    Projects projects,
    Environments environments,
    OwnedPaths owned,
    OverrideStore overrides,
    KeptFolders kept,
    Consents consents,
    Journeys journeys,
    SettingsStore settings,
    Places places,
    AllowedFindings allowed,
    Exports exports,
    GitSource gitSource,
    Repositories repositories,
    Serving serving,
    ServingWatch servingWatch,
    Planning planning,
    Approvals approvals,
    Adoption adoption,
    Relocation relocation,
    Deletions deletions,
    Pruning pruning,
    Removal removal,
    Plans plans,
    PlanDiffs planDiffs,
    Deployments deployments,
    Screenshots screenshots,
    AppViews appViews,
    Drifts drifts,
    Comparisons comparisons,
    EnvironmentCopy environmentCopy,
    Parities parities,
    Engine engine,
    Runs runs,
    Runner runner,
    ServerFailures failures,
    IdleCollection idleCollection,
    Drivers drivers,
    Syncing syncing,
    Connecting connecting,
    Sourcing sourcing,
    GitHubLogin gitHubLogin)
    implements AutoCloseable {
  private static final Duration GIT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(10);

  /**
   * @param more kinds of places besides those that Freehold brings
   */
  static Workings of(Home home, Map<String, String> environment, Clock clock, List<Driver> more) {
    Orphans.end(BuildSandbox.support(home));
    emptyWorkFolder(home);
    NativeSqlite.unpackInto(home.cache());
    Database database = Database.open(home.database(), home.backups());
    try {
      return wire(database, home, environment, clock, more);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Workings wire(
      Database database,
      Home home,
      Map<String, String> environment,
      Clock clock,
      List<Driver> more) {
    Path userHome = Path.of(System.getProperty("user.home"));
    Server github = Hub.server(environment);
    var ids = Ids.timeOrderedAfter(newestRun(database));
    var processes = new ProcessRunner(environment);
    var vault = new Vault(EncryptionKey.find(environment, home.encryptionKey()));
    var events = new EventLog(database, clock);
    var log = new LogLines(events);

    var apps = new Apps(database, clock, ids);
    var projects = new Projects(database, apps, clock);
    var environments = new Environments(database, clock, ids);
    var owned = new OwnedPaths(database, clock);
    var overrides = new OverrideStore(database, clock);
    var kept = new KeptFolders(database, clock);
    var consents = new Consents(database, clock);
    var journeys = new Journeys(database, clock);
    var settings = new SettingsStore(database, vault, clock, ids);

    Limits limits = Limits.of(environment);
    var exports = new Exports(database, home, clock, ids, limits);
    var gitSource = new GitSource(GIT_TIMEOUT, limits.bytes());
    var repositories = new Repositories(home, clock);
    var allowed = new AllowedFindings(database, clock);
    var packages = new DependencyCache(home, processes, clock);
    var toolchains = new Toolchains(processes, environment);
    var sandboxes = new Sandboxes(BuildSandbox.of(home, processes), new Unsandboxed(processes));
    var tools = new Tools(home, sandboxes);
    var nodes = new NodeVersions(toolchains, tools);
    var pythons = new Pythons(processes, environment);
    var denos = new Denos(processes, environment, toolchains, tools);
    var builder =
        new Builder(home, sandboxes, nodes, tools, pythons, denos, packages, BUILD_TIMEOUT);
    var blobs = new BlobStore(home.blobs());
    var artifacts = new Artifacts(database, home, blobs, clock);
    var releases = new Releases(database, clock);
    var deletions = new Deletions();
    var retention = new Retention(database, home, blobs, artifacts, clock);
    var serving = new Serving(home, new ServeProcessLauncher(home, processes, environment));
    var runtimes =
        new Runtimes(
            vault,
            (site, artifact) ->
                ServersRuntime.of(
                    artifact,
                    nodes,
                    pythons,
                    denos,
                    consents.has(apps.require(site.app()).id(), Consent.Kind.UNSANDBOXED, "")));
    var targetStore = new TargetStore(database, vault, clock);
    var logins =
        new Logins(
            new SshConfig(processes, environment, userHome), home.knownHosts(), home.sshKey());
    var servers = new SshTargets(targetStore, logins, blobs, linux(nodes, denos), clock);
    Stream<Driver> own =
        Stream.of(
            new LocalDriver(home, blobs, serving, runtimes, clock),
            new SshDriver(
                servers, logins, new ServerSetup(clock), new DomainCheck(new RealNetwork())),
            VercelDriver.of(environment, userHome, database, blobs, clock),
            AwsDriver.of(environment, blobs, clock));
    var targets = new Drivers(Stream.concat(own, more.stream()).toList(), targetStore);

    var places = new Places(apps, environments, settings, targets);
    var stores =
        new RunStores(
            new PlanStore(database, clock),
            new DeploymentStore(database, clock),
            new StepStore(database, clock),
            events);
    var browsers = new Browsers(processes.executables(), userHome);
    var parities =
        new Parities(
            places,
            releases,
            artifacts,
            journeys,
            consents,
            targets::require,
            new PostgresDatabases());
    var preparations =
        new Preparations(
            places,
            new Sources(
                exports,
                owned,
                overrides,
                repositories,
                new Bringing(new AssetFetch(), home),
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
                builder,
                new Builds(database, clock),
                artifacts,
                releases),
            new MissingGates(() -> browsers.find().isPresent(), consents, targets),
            parities::afterPromotion,
            stores,
            Ids.unguessable(),
            clock);
    var pictures = new PictureStore(database, blobs, clock);
    var renderer = new PageRenderer(browsers::find, processes, home.cache().resolve("pictures"));
    var deploymentRuns =
        new DeploymentRuns(
            places,
            releases,
            artifacts,
            blobs,
            stores,
            new HealthGate(),
            new RenderGate(renderer, consents, journeys),
            new Album(renderer, pictures),
            clock);
    var runs = new Runs(stores, preparations, deploymentRuns);
    var engine = new Engine(database, stores.steps(), events, log, clock);
    var housekeeping = new Housekeeping(exports, packages, events, clock);
    var remotes = new Remotes(database, clock);
    var sources = new SourceStore(database, clock);
    var loginStore =
        new LoginStore(database, vault, clock, Hub.name(github), GitHubLogin.client(environment));
    var remoteLogins =
        new RemoteLogins(processes, environment, home.work(), github.web().getHost(), loginStore);
    var hub = new Hub(github, remoteLogins, Timing.real(clock));
    var appRemotes =
        new AppRemotes(
            repositories,
            new RemoteLine(remoteLogins, logins.forGit(), GIT_TIMEOUT, limits.bytes()));
    var incoming = new Incoming(new SecretScanner(), allowed, remotes);
    var syncing = new Syncing(appRemotes, remotes, releases, hub, incoming, clock);
    var sourcing = new Sourcing(appRemotes, sources, remotes, exports);
    var looks = new LiveLooks(places, clock);
    var drifts =
        new Drifts(
            database,
            places,
            repositories,
            remotes,
            new RepositoryReading(repositories, releases, settings, syncing),
            new SourceLooks(sourcing, repositories, clock),
            new Outsides(places, looks, new DriverInspection(targets), clock),
            new RemoteLooks(syncing, clock));
    var chores = new Chores(remotes::owed, new PushAfterRuns(apps, remotes, syncing));
    var runner = new Runner(database, clock, id -> engine.carry(runs.of(id)), chores, housekeeping);
    return new Workings(
        database,
        EncryptionKey.file(environment, home.encryptionKey()),
        events,
        apps,
        projects,
        environments,
        owned,
        overrides,
        kept,
        consents,
        journeys,
        settings,
        places,
        allowed,
        exports,
        gitSource,
        repositories,
        serving,
        new ServingWatch(serving, clock),
        new Planning(
            database, places, releases, repositories, stores, runner::schedule, ids, clock),
        new Approvals(database, places, stores, runner::schedule, ids, clock),
        new Adoption(database, places, releases, artifacts, stores),
        new Relocation(database, places, stores.deployments()),
        deletions,
        new Pruning(places, releases, retention, deletions),
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
            deletions,
            clock),
        new Plans(database, places, stores.plans()),
        new PlanDiffs(apps, stores.plans(), releases, repositories),
        new Deployments(database, repositories),
        new Screenshots(stores.deployments(), pictures),
        new AppViews(database, places, looks, projects, releases, repositories, remotes, drifts),
        drifts,
        new Comparisons(apps, settings, releases, stores.deployments(), repositories),
        new EnvironmentCopy(places),
        parities,
        engine,
        runs,
        runner,
        new ServerFailures(apps, places, events, clock),
        new IdleCollection(),
        targets,
        syncing,
        new Connecting(appRemotes, remotes, sources, releases, hub, syncing, clock),
        sourcing,
        new GitHubLogin(hub, loginStore, Ids.unguessable()));
  }

  private static LinuxPrograms linux(NodeVersions nodes, Denos denos) {
    return new LinuxPrograms() {
      @Override
      public Path node(int major, String arch) {
        return nodes.forLinux(major, arch);
      }

      @Override
      public Path deno(String arch) {
        return denos.forLinux(arch);
      }
    };
  }

  /** Plans and deployments are shown in the order of their ids. */
  private static String newestRun(Database database) {
    return database.read(
        sql ->
            sql.one(
                "select coalesce(max(id), '') as id from"
                    + " (select max(id) as id from plans union all"
                    + " select max(id) as id from deployments) as runs",
                row -> row.text("id")));
  }

  /** What a build or an unpacking that was interrupted left behind. */
  private static void emptyWorkFolder(Home home) {
    try {
      Folders.delete(home.work());
    } catch (IOException e) {
      throw MachineError.io("Emptying " + home.work(), e);
    }
    Home.privateFolder(home.work());
  }

  /** Serves what is live again, and goes on with what an earlier daemon left unfinished. */
  void start() {
    runner.start(runs.unfinished());
    if (apps.count() > 0) {
      Thread.ofVirtual().name("serve").start(serving::ensureCurrent);
    }
    failures.start();
    servingWatch.start();
    idleCollection.start();
  }

  @Override
  public void close() {
    engine.stopping();
    gitHubLogin.close();
    idleCollection.close();
    servingWatch.close();
    failures.close();
    try {
      runner.close();
    } finally {
      drivers.close();
      repositories.close();
      database.close();
    }
  }
}
