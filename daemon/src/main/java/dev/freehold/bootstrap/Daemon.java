package dev.freehold.bootstrap;

import dev.freehold.api.ApiServer;
import dev.freehold.api.AppRoutes;
import dev.freehold.api.BackupRoutes;
import dev.freehold.api.ConflictRoutes;
import dev.freehold.api.DaemonLock;
import dev.freehold.api.DaemonStatus;
import dev.freehold.api.DeploymentRoutes;
import dev.freehold.api.DoctorRoutes;
import dev.freehold.api.DriftRoutes;
import dev.freehold.api.EnvironmentRoutes;
import dev.freehold.api.EventStream;
import dev.freehold.api.ExportRoutes;
import dev.freehold.api.GitRoutes;
import dev.freehold.api.JourneyRoutes;
import dev.freehold.api.KeptRoutes;
import dev.freehold.api.LogRoutes;
import dev.freehold.api.LoginRoutes;
import dev.freehold.api.OverrideRoutes;
import dev.freehold.api.PlanRoutes;
import dev.freehold.api.Route;
import dev.freehold.api.SourceRoutes;
import dev.freehold.api.StatusRoutes;
import dev.freehold.api.TargetRoutes;
import dev.freehold.api.VariableRoutes;
import dev.freehold.doctor.Doctor;
import dev.freehold.file.Home;
import dev.freehold.git.AppConflicts;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.Driver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running daemon: what answers, what works behind, and how both end. */
final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration LONGEST_WARMUP = Duration.ofSeconds(10);

  private final Home home;
  private final DaemonLock lock;
  private final Workings workings;
  private final Doctor doctor;
  private final ApiServer server;
  private final Thread warmup;
  private final Clock clock;
  private final Instant startedAt;
  private final String version;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  private Daemon(
      Home home, DaemonLock lock, Workings workings, Doctor doctor, Clock clock, String version) {
    this.home = home;
    this.lock = lock;
    this.workings = workings;
    this.doctor = doctor;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.version = version;
    this.server = ApiServer.start(home, lock, routes(), new EventStream(workings.events()));
    this.warmup =
        Thread.ofVirtual()
            .name("warm-up")
            .unstarted(new Warmup(home, workings.deployments(), clock));
  }

  /**
   * Answers when this returns; what an earlier daemon left unfinished goes on behind.
   *
   * @throws dev.freehold.base.MachineError {@code daemon.already-running}, {@code store.damaged},
   *     {@code store.newer}, {@code home.not-yours}, {@code home.not-writable}
   */
  static Daemon start(Home home, Map<String, String> environment, Clock clock, String version) {
    return start(home, environment, clock, version, List.of());
  }

  /**
   * @param more kinds of places besides those that Freehold brings
   */
  static Daemon start(
      Home home, Map<String, String> environment, Clock clock, String version, List<Driver> more) {
    Home.privateFolder(home.root());
    Home.privateFolder(home.run());
    DaemonLock lock = DaemonLock.acquire(home);
    try {
      Workings workings = Workings.of(home, environment, clock, more);
      try {
        var doctor =
            Doctor.of(
                home,
                environment,
                new ProcessRunner(environment),
                clock,
                Optional.of(
                    new DaemonRecords(
                        workings.database(), workings.events(), workings.servingWatch())));
        var daemon = new Daemon(home, lock, workings, doctor, clock, version);
        workings.start();
        daemon.warmup.start();
        LOG.info("Freehold {} answers at {}", version, home.socket());
        return daemon;
      } catch (RuntimeException e) {
        workings.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What is answered besides what the transport answers itself. */
  List<Route> routes() {
    Workings w = workings;
    return Stream.of(
            new StatusRoutes(this::status, this::stop).routes(),
            new DoctorRoutes(doctor::examine).routes(),
            new BackupRoutes(w.database(), w.deletions(), home, w.keyFile(), stopping).routes(),
            new KeptRoutes(w.apps(), w.kept()).routes(),
            new OverrideRoutes(w.apps(), w.overrides()).routes(),
            new AppRoutes(
                    w.apps(),
                    w.projects(),
                    w.appViews(),
                    w.owned(),
                    w.allowed(),
                    w.pruning(),
                    w.removal())
                .routes(),
            new ExportRoutes(w.exports(), w.gitSource(), home).routes(),
            new PlanRoutes(
                    w.apps(),
                    w.projects(),
                    w.environments(),
                    w.consents(),
                    w.exports(),
                    w.relocation(),
                    w.planning(),
                    w.plans(),
                    w.planDiffs())
                .routes(),
            new DeploymentRoutes(
                    w.apps(),
                    w.environments(),
                    w.approvals(),
                    w.deployments(),
                    w.comparisons(),
                    w.screenshots())
                .routes(),
            new TargetRoutes(
                    w.apps(),
                    w.environments(),
                    w.appViews(),
                    w.drivers(),
                    w.adoption(),
                    w.relocation(),
                    w.events())
                .routes(),
            new EnvironmentRoutes(w.apps(), w.environmentCopy(), w.parities()).routes(),
            new DriftRoutes(w.apps(), w.drifts()).routes(),
            new JourneyRoutes(w.apps(), w.journeys()).routes(),
            new LogRoutes(w.places()).routes(),
            new GitRoutes(w.apps(), w.syncing(), w.connecting()).routes(),
            new LoginRoutes(w.gitHubLogin()).routes(),
            new SourceRoutes(w.apps(), w.sourcing()).routes(),
            new ConflictRoutes(w.apps(), new AppConflicts(w.repositories(), w.owned())).routes(),
            new VariableRoutes(w.apps(), w.environments(), w.settings()).routes())
        .flatMap(List::stream)
        .toList();
  }

  private DaemonStatus status() {
    return new DaemonStatus(
        ProcessHandle.current().pid(),
        home.socket().toString(),
        version,
        home.root().toString(),
        startedAt,
        Duration.between(startedAt, clock.instant()).toMillis(),
        workings.apps().count(),
        workings
            .serving()
            .status()
            .map(serving -> new DaemonStatus.Serving(serving.pid(), serving.port())),
        ServingReport.of(workings.servingWatch().health()).trouble());
  }

  private void stop(StatusRoutes.StopRequest request) {
    if (request.serving()) {
      workings.serving().stop();
    }
    stopping.countDown();
  }

  /** Returns when the daemon was asked to stop. */
  void await() throws InterruptedException {
    stopping.await();
  }

  /**
   * Once only. Running requests finish; a running deployment is left for the next start to go on
   * with.
   */
  @Override
  public void close() {
    stopping.countDown();
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      awaitWarmup();
      server.close();
    } finally {
      try {
        workings.close();
      } finally {
        lock.close();
      }
    }
    LOG.info("Freehold stopped");
  }

  /** It asks the server and reads the database, which are about to be closed. */
  private void awaitWarmup() {
    try {
      warmup.join(LONGEST_WARMUP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
