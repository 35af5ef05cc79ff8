package dev.freehold.targets.local;

import dev.freehold.base.Failpoint;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobSource;
import dev.freehold.file.DurableFiles;
import dev.freehold.release.Artifact;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Delta;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Server;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.local.site.KeptContent;
import dev.freehold.targets.local.site.Ports;
import dev.freehold.targets.local.site.SealedVariables;
import dev.freehold.targets.local.site.ServiceRuntime;
import dev.freehold.targets.local.site.ServicesState;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.Keeping;
import dev.freehold.targets.site.Refused;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A site on this machine: a folder that the serving process reads. */
public final class LocalTarget implements Target {
  private static final Duration RECENTLY = Duration.ofMinutes(1);
  private static final int CRASHES = 3;

  private final Site site;
  private final SiteFolder folder;
  private final SiteBlobs held;
  private final BlobSource store;
  private final Serving serving;
  private final SiteLocks locks;
  private final Runtimes runtimes;
  private final AppLogReader logs;
  private final SiteRemoval removal;
  private final Clock clock;

  LocalTarget(
      SiteFolder folder,
      BlobSource store,
      Serving serving,
      SiteLocks locks,
      Runtimes runtimes,
      AppLogReader logs,
      SiteRemoval removal,
      Clock clock) {
    this.removal = removal;
    this.clock = clock;
    this.logs = logs;
    this.runtimes = runtimes;
    this.site = folder.site();
    this.folder = folder;
    this.held = new SiteBlobs(folder);
    this.store = store;
    this.serving = serving;
    this.locks = locks;
  }

  @Override
  public Observed observe() {
    Optional<SitePointer> pointer = pointer();
    return new Observed(
        pointer.map(SitePointer::pointer).orElse(Pointer.NONE),
        pointer.map(SitePointer::retainedIds).orElse(List.of()));
  }

  @Override
  public Delta prepare(Activation activation, Observed observed) {
    Map<Sha256, Long> sizes = activation.artifact().blobs();
    List<Sha256> missing = held.missing(sizes.keySet());
    long bytes = missing.stream().mapToLong(id -> sizes.getOrDefault(id, 0L)).sum();
    var resources = new ArrayList<Resource>();
    if (!folder.exists()) {
      resources.add(
          Resource.free(
              "site",
              HostNames.of(site),
              "A site for " + site.app() + " in " + site.environment() + " on this machine."));
    }
    var keeping =
        new Keeping(
            pointer().map(SitePointer::live),
            name -> new KeptContent(folder).of(name).toString(),
            this::kept);
    resources.addAll(keeping.changes(activation));
    return new Delta(missing, bytes, resources, keeping.notes(activation));
  }

  @Override
  public void provision(Activation activation, Delta delta, StepContext step) {
    try {
      folder.create();
    } catch (IOException e) {
      throw MachineError.io("Making " + folder.path(), e);
    }
    serving.ensureRunning();
  }

  @Override
  public void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step) {
    int total = delta.missing().size();
    locks.locked(
        folder,
        "Bringing files to " + folder.path(),
        () -> {
          held.claim(delta.missing(), blobs, done -> step.progress(done, total, "files"));
          return total;
        });
  }

  /**
   * Also brings the smaller encodings, which are made of what was uploaded. The servers of an app
   * answer when it returns.
   */
  @Override
  public Staged stage(Activation activation, StepContext step) {
    ServedRelease release = ServedRelease.keeping(activation);
    Staged addressable = stage(activation, release, step);
    Failpoint.LOCAL_STAGED.reach();
    if (!activation.artifact().serving().isStatic()) {
      new ServerStart(folder, serving).await(release, step);
    }
    return addressable;
  }

  private Staged stage(Activation activation, ServedRelease release, StepContext step) {
    var staged = new StagedRelease(step.record().key(), release);
    Optional<ServiceRuntime> runtime =
        Optional.of(activation.artifact())
            .filter(artifact -> !artifact.serving().isStatic())
            .map(artifact -> runtimes.of().apply(site, artifact));
    return locks.locked(
        folder,
        "Staging " + release.releaseName() + " in " + folder.path(),
        () -> {
          held.claim(activation.artifact().blobsWithVariants().keySet(), store, _ -> {});
          write(folder.manifest(release.artifactId()), activation.artifact());
          if (runtime.isPresent()) {
            new SiteTrees(folder).make(activation.artifact(), runtime.get());
            new SealedVariables(activation.settings().values())
                .write(folder, runtimes.vault(), release.settingsId());
          }
          write(folder.stagedFile(release.releaseName()), staged);
          return at(HostNames.staged(site, release.releaseName()));
        });
  }

  @Override
  public Pointer activate(Activation activation, long expectedGeneration, StepContext step) {
    ServedRelease wanted = ServedRelease.keeping(activation);
    refuseUnprovisioned(wanted);
    return locks.locked(
        folder,
        "Switching " + folder.path(),
        () -> {
          Optional<SitePointer> now = folder.pointer();
          if (now.isPresent() && isSwitchOf(now.get(), step.record(), wanted)) {
            return now.get().pointer();
          }
          refuseConflict(now, expectedGeneration);
          refuseIncomplete(activation);
          SitePointer next =
              SitePointer.switched(now, wanted, step.record().key(), clock.instant());
          Path temporary =
              DurableFiles.writeTemporary(
                  folder.pointerFile(), Json.write(next).getBytes(StandardCharsets.UTF_8));
          Failpoint.LOCAL_POINTER_WRITTEN.reach();
          DurableFiles.publish(temporary, folder.pointerFile());
          Failpoint.LOCAL_POINTER_SWITCHED.reach();
          return next.pointer();
        });
  }

  /**
   * A switch and a staging carry the key of their step, so they are recognised; a staging has
   * happened when the app's servers answer too. Everything else here may be done again at no cost,
   * which is what DidNotHappen stands for.
   */
  @Override
  public Probe probe(StepRecord step) {
    Optional<SitePointer> pointer = pointer().filter(p -> p.by().equals(step.key()));
    if (pointer.isPresent()) {
      return new Probe.Happened(Json.tree(pointer.get().pointer()));
    }
    return stagedBy(step)
        .<Probe>map(staged -> new Probe.Happened(Json.tree(staged)))
        .orElseGet(Probe.DidNotHappen::new);
  }

  @Override
  public List<URI> addresses() {
    Optional<Ports> ports = serving.ports();
    if (ports.isEmpty()) {
      return List.of();
    }
    var addresses = new ArrayList<URI>();
    addresses.add(URI.create("http://" + HostNames.of(site) + ":" + ports.get().shared() + "/"));
    ports
        .get()
        .of(site)
        .ifPresent(port -> addresses.add(URI.create("http://127.0.0.1:" + port + "/")));
    return List.copyOf(addresses);
  }

  @Override
  public Staged live() {
    return at(HostNames.of(site));
  }

  /** A server that ends again and again answers in between. */
  @Override
  public Optional<String> complaint() {
    return services().flatMap(state -> state.complaint(Instant.now().minus(RECENTLY), CRASHES));
  }

  @Override
  public List<Server> servers() {
    return pointer().isPresent() && !serving.isThere() ? List.of(notServing()) : ownServers();
  }

  /** What the app's own servers were like when it ended tells nothing any more. */
  private static Server notServing() {
    return new Server(
        "serving",
        "down",
        1,
        Optional.empty(),
        Optional.of(
            "The process that serves the apps on this machine does not run, so that none of them"
                + " can be reached. 'freehold doctor' tells more."));
  }

  private List<Server> ownServers() {
    return services().map(ServicesState::services).stream()
        .flatMap(List::stream)
        .map(
            service ->
                new Server(
                    service.name(),
                    service.state().name().toLowerCase(Locale.ROOT),
                    service.crashes(),
                    service.failedAt(),
                    service.problem()))
        .toList();
  }

  @Override
  public LogPage logs(OptionalLong after, int limit) {
    return after.isPresent()
        ? logs.after(site, after.getAsLong(), limit)
        : logs.newest(site, limit);
  }

  /** Of the live release with its settings. */
  private Optional<ServicesState> services() {
    Optional<ServedRelease> live = pointer().map(SitePointer::live);
    try {
      return live.isEmpty() ? Optional.empty() : folder.services(live.get());
    } catch (IOException e) {
      throw MachineError.io("Reading the state of the app's servers", e);
    }
  }

  @Override
  public List<String> retained() {
    return observe().retained();
  }

  @Override
  public void prune(Set<String> keepReleaseIds) {
    if (folder.exists()) {
      locks.locked(
          folder,
          "Deleting old releases of " + folder.path(),
          () -> new SitePruning(folder, held).keep(keepReleaseIds, clock.instant()));
    }
  }

  @Override
  public List<KeptFolder> kept() {
    try {
      return new KeptContent(folder).all();
    } catch (IOException e) {
      throw MachineError.io("Reading " + folder.kept(), e);
    }
  }

  @Override
  public void remove() {
    removal.run();
  }

  private Optional<SitePointer> pointer() {
    try {
      return folder.pointer();
    } catch (IOException e) {
      throw MachineError.io("Reading " + folder.pointerFile(), e);
    }
  }

  private Optional<Staged> stagedBy(StepRecord step) {
    try {
      for (StagedRelease staged : new StagedFiles(folder).all()) {
        if (staged.by().equals(step.key()) && answers(staged.release(), step)) {
          return Optional.of(at(HostNames.staged(site, staged.release().releaseName())));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw MachineError.io("Reading " + folder.stagedFolder(), e);
    }
  }

  private boolean answers(ServedRelease release, StepRecord step) throws IOException {
    Optional<Artifact> artifact = folder.artifact(release.artifactId());
    return artifact.isPresent()
        && (artifact.get().serving().isStatic()
            || new ServerStart(folder, serving).answer(release, step));
  }

  private Staged at(String host) {
    int port = serving.port().orElseGet(() -> serving.ensureRunning().port());
    return new Staged(URI.create("http://127.0.0.1:" + port), host + ":" + port);
  }

  private static boolean isSwitchOf(SitePointer pointer, StepRecord step, ServedRelease wanted) {
    return pointer.by().equals(step.key()) && pointer.live().equals(wanted);
  }

  private void refuseConflict(Optional<SitePointer> now, long expected) {
    long generation = now.map(SitePointer::generation).orElse(0L);
    if (generation != expected) {
      throw Refused.conflict(site, generation, expected);
    }
  }

  private void refuseIncomplete(Activation activation) {
    boolean manifest = Files.exists(folder.manifest(activation.artifact().id()));
    if (!manifest || !held.missing(activation.artifact().blobs().keySet()).isEmpty()) {
      throw notHere(activation.release().name());
    }
  }

  private void refuseUnprovisioned(ServedRelease wanted) {
    if (!folder.exists()) {
      throw notHere(wanted.releaseName());
    }
  }

  private UserError notHere(String release) {
    return Refused.missing(site, release);
  }

  private static void write(Path file, Object content) throws IOException {
    DurableFiles.write(file, Json.write(content).getBytes(StandardCharsets.UTF_8));
  }
}
