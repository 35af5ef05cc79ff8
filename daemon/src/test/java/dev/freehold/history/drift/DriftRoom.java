package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.Projects;
import dev.freehold.check.SecretScanner;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.git.GitCli;
import dev.freehold.git.github.GitHubWithGit;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.NoKeptLogins;
import dev.freehold.git.remote.NoSsh;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.history.AppViews;
import dev.freehold.history.looks.LiveLooks;
import dev.freehold.process.ProcessRunner;
import dev.freehold.sync.AppRemotes;
import dev.freehold.sync.Connecting;
import dev.freehold.sync.Hub;
import dev.freehold.sync.Incoming;
import dev.freehold.sync.Remotes;
import dev.freehold.sync.SourceStore;
import dev.freehold.sync.Sourcing;
import dev.freehold.sync.Syncing;
import dev.freehold.sync.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Drifts over a room for deployments, with GitHub beside it and a clock that only tests move. */
public final class DriftRoom implements AutoCloseable {
  private static final String NAME = "ada/shop";

  public final Drifts drifts;
  public final AppViews views;
  final AtomicInteger readings = new AtomicInteger();
  final AtomicInteger inspections = new AtomicInteger();

  /** What is said of a target. */
  volatile Function<String, List<Outside>> target = _ -> List.of();

  /** What is said of an environment's domain. */
  volatile Function<Domain, List<String>> domain = _ -> List.of();

  private final DeployRoom room;
  private final Path folder;
  private final GitCli git;
  private final GitHubWithGit github;
  private final Syncing syncing;
  private final Connecting connecting;
  private volatile Instant now = Instant.now();

  public DriftRoom(DeployRoom room, Path folder) throws Exception {
    this.room = room;
    this.folder = folder;
    git = new GitCli(folder.resolve("developer"));
    github = new GitHubWithGit(folder.resolve("github"), git);
    Clock clock = new Moved();
    Path user = Files.createDirectories(folder.resolve("user"));
    Map<String, String> environment =
        Map.of(
            "PATH", System.getenv("PATH"),
            "HOME", user.toString(),
            "GIT_CONFIG_NOSYSTEM", "1",
            "GH_TOKEN", github.token(),
            "FREEHOLD_GITHUB", github.address().toString());
    var logins =
        new RemoteLogins(
            new ProcessRunner(environment), environment, user, "127.0.0.1", new NoKeptLogins());
    var hub = new Hub(Hub.server(environment), logins, Timing.real(clock));
    var remotes = new Remotes(room.database, clock);
    var sources = new SourceStore(room.database, clock);
    var apps =
        new AppRemotes(
            room.repositories,
            new RemoteLine(logins, new NoSsh(), Duration.ofSeconds(10), 64 << 20));
    var incoming = new Incoming(new SecretScanner(), room.allowed, remotes);
    syncing = new Syncing(apps, remotes, room.releases, hub, incoming, clock);
    connecting = new Connecting(apps, remotes, sources, room.releases, hub, syncing, clock);
    var sourcing = new Sourcing(apps, sources, remotes, room.exports);
    var looks = new LiveLooks(room.places, clock);
    var reading =
        new RepositoryReading(room.repositories, room.releases, room.places.settings(), syncing);
    drifts =
        new Drifts(
            room.database,
            room.places,
            room.repositories,
            remotes,
            known -> {
              readings.incrementAndGet();
              return reading.of(known);
            },
            new SourceLooks(sourcing, room.repositories, clock),
            new Outsides(room.places, looks, new Said(), clock),
            new RemoteLooks(syncing, clock));
    views =
        new AppViews(
            room.database,
            room.places,
            looks,
            new Projects(room.database, room.places.apps(), clock),
            room.releases,
            room.repositories,
            remotes,
            drifts);
  }

  /** What was seen a moment ago is old now. */
  void later() {
    now = now.plusSeconds(60);
  }

  /** A developer changes a file, and pushes to the app's own repository. */
  public void developerPushes(String path, String text) throws Exception {
    pushes(room.repositories.open(DeployRoom.APP).folder(), path, text);
  }

  /** Somebody changes a file at GitHub. */
  void somebodyPushes(String path, String text) throws Exception {
    pushes(github.folder(NAME), path, text);
  }

  private void pushes(Path repository, String path, String text) throws Exception {
    Path clone = git.clone(repository, Files.createTempDirectory(folder, "clone"));
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.commitAndPush(clone, "Change " + path);
  }

  void connect() {
    Wanted wanted = Wanted.of(NAME, null);
    connecting.apply(room.app(), wanted, connecting.look(room.app(), wanted).hash());
  }

  void pull() {
    syncing.pull(room.app(), Map.of());
  }

  @Override
  public void close() {
    github.close();
  }

  private final class Said implements Inspection {
    @Override
    public List<Outside> target(String name) {
      inspections.incrementAndGet();
      return target.apply(name);
    }

    @Override
    public List<Outside> domain(App app, Environment environment, Domain name) {
      inspections.incrementAndGet();
      return domain.apply(name).stream()
          .map(problem -> Outside.domain(app, environment, problem))
          .toList();
    }
  }

  private final class Moved extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
