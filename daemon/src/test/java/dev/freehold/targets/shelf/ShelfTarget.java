package dev.freehold.targets.shelf;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.step.CancelledException;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.Target;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.Operator;
import dev.freehold.targets.site.Refused;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A site in a room on a shelf. */
final class ShelfTarget implements Target {
  private static final int ID_LENGTH = 16;

  private final Site site;
  private final ShelfRoom room;
  private final Placement placement;
  private final ShelfClient client;
  private final Clock clock;
  private final String path;

  ShelfTarget(Site site, ShelfRoom room, Placement placement, ShelfClient client, Clock clock) {
    this.site = site;
    this.room = room;
    this.placement = placement;
    this.client = client;
    this.clock = clock;
    this.path = "/rooms/" + room.name() + "/sites/" + ShelfRoom.label(site);
  }

  /** What the shelf keeps of a release for us. */
  record Note(StagedRelease staged, Artifact artifact) {}

  @Override
  public Observed observe() {
    return there()
        .flatMap(ShelfTarget::pointer)
        .map(pointer -> new Observed(pointer.pointer(), pointer.retainedIds()))
        .orElseGet(() -> new Observed(Pointer.NONE, List.of()));
  }

  @Override
  public Delta prepare(Activation activation, Observed observed) {
    refuseWhatDoesMoreThanFiles(activation.artifact().serving());
    Map<Sha256, Long> sizes = publicBlobs(activation.artifact());
    ShelfApi.Missing missing =
        client
            .post(
                room,
                path + "/missing",
                new ShelfApi.Wanted(sizes.keySet().stream().map(Sha256::hex).toList(), allNames()))
            .ifThere(ShelfApi.Missing.class)
            .orElseThrow(this::roomGone);
    missing.names().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserError(
                  "target.address-taken",
                  name + " leads to another site on the shelf already.",
                  "Give this one another name: freehold domain add DOMAIN");
            });
    List<Sha256> blobs = missing.blobs().stream().map(Sha256::new).toList();
    long bytes = blobs.stream().mapToLong(blob -> sizes.getOrDefault(blob, 0L)).sum();
    return new Delta(blobs, bytes, resources(activation, observed));
  }

  private void refuseWhatDoesMoreThanFiles(Serving serving) {
    if (!serving.isStatic()) {
      throw new UserError(
          "target.servers-unsupported",
          site.app() + " has a server of its own, and a shelf runs none.",
          "Send it to a place that runs servers: freehold target list");
    }
    if (!serving.proxies().isEmpty()
        || !serving.redirects().isEmpty()
        || !serving.headers().isEmpty()) {
      throw new UserError(
          "target.rules-unsupported",
          site.app() + " has rules besides its files, and a shelf knows none.",
          "Send it to a place that has them: freehold target list");
    }
  }

  /** The same release is brought again when its names are others. */
  private List<Resource> resources(Activation activation, Observed observed) {
    Optional<ShelfApi.Live> live = there().flatMap(ShelfApi.Site::live);
    String host = addresses().getFirst().getAuthority();
    if (live.isEmpty()) {
      return List.of(
          Resource.free("site", host, "A site in the room " + room.name() + ", at " + host + "."));
    }
    boolean same =
        observed
            .pointer()
            .live()
            .filter(now -> now.releaseId().equals(activation.release().id()))
            .isPresent();
    boolean named =
        live.get().names().equals(names()) && live.get().redirects().equals(redirects());
    return same && !named
        ? List.of(Resource.free("names", host, "Other names: the site answers at " + host + "."))
        : List.of();
  }

  @Override
  public void provision(Activation activation, Delta delta, StepContext step) {
    ShelfClient.Reply reply = client.put(room, path, Map.of());
    if (reply.isMissing()) {
      throw roomGone();
    }
    reply.require();
  }

  @Override
  public void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step) {
    int done = 0;
    for (Sha256 blob : delta.missing()) {
      if (step.cancelled()) {
        throw new CancelledException();
      }
      client
          .send(
              room,
              "PUT",
              path + "/blobs/" + blob.hex(),
              BodyPublishers.ofInputStream(() -> open(blobs, blob)))
          .require();
      step.progress(++done, delta.missing().size(), "files");
    }
  }

  private static InputStream open(BlobSource blobs, Sha256 blob) {
    try {
      return blobs.open(blob);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Staged stage(Activation activation, StepContext step) {
    ServedRelease release = ServedRelease.of(activation);
    var note = new Note(new StagedRelease(step.record().key(), release), activation.artifact());
    Serving serving = activation.artifact().serving();
    client
        .put(
            room,
            path + "/releases/" + name(release),
            new ShelfApi.Release(
                publicFiles(activation.artifact()),
                serving.spaFallback(),
                texts(release),
                Json.tree(note)))
        .require();
    return reach(staged(release));
  }

  @Override
  public Pointer activate(Activation activation, long expectedGeneration, StepContext step) {
    ServedRelease wanted = ServedRelease.of(activation);
    Optional<ShelfApi.Site> there = there();
    Optional<SitePointer> now = there.flatMap(ShelfTarget::pointer);
    if (now.isPresent() && isSwitchOf(now.get(), step, wanted)) {
      return now.get().pointer();
    }
    long generation = now.map(SitePointer::generation).orElse(0L);
    if (generation != expectedGeneration) {
      throw Refused.conflict(site, generation, expectedGeneration);
    }
    if (there.filter(known -> known.releases().containsKey(name(wanted))).isEmpty()) {
      throw Refused.missing(site, wanted.releaseName());
    }
    SitePointer next = SitePointer.switched(now, wanted, step.record().key(), clock.instant());
    ShelfClient.Reply reply =
        client.post(
            room,
            path + "/switch",
            new ShelfApi.Switch(
                expectedGeneration,
                name(wanted),
                texts(wanted),
                names(),
                redirects(),
                Json.tree(next),
                Json.tree(record(activation, next, step))));
    if (reply.isConflict()) {
      long meanwhile = observe().pointer().generation();
      throw Refused.conflict(site, meanwhile, expectedGeneration);
    }
    reply.require();
    return next.pointer();
  }

  private static boolean isSwitchOf(SitePointer pointer, StepContext step, ServedRelease wanted) {
    return pointer.by().equals(step.record().key()) && pointer.live().equals(wanted);
  }

  private SwitchRecord record(Activation activation, SitePointer next, StepContext step) {
    return SwitchRecord.of(
        activation,
        next.generation(),
        step.record().run(),
        clock.instant(),
        Operator.NAME,
        addresses().getFirst(),
        placement.domain());
  }

  @Override
  public Probe probe(StepRecord step) {
    Optional<ShelfApi.Site> there = there();
    Optional<SitePointer> pointer =
        there.flatMap(ShelfTarget::pointer).filter(now -> now.by().equals(step.key()));
    if (pointer.isPresent()) {
      return new Probe.Happened(Json.tree(pointer.get().pointer()));
    }
    return stagedReleases(there)
        .filter(staged -> staged.by().equals(step.key()))
        .findFirst()
        .<Probe>map(staged -> new Probe.Happened(Json.tree(staged(staged.release()))))
        .orElseGet(Probe.DidNotHappen::new);
  }

  @Override
  public List<URI> addresses() {
    return room.addresses(site, placement);
  }

  @Override
  public Staged live() {
    return new Staged(room.address(), room.host(site));
  }

  @Override
  public Staged reach(Staged staged) {
    return there().map(known -> staged.with(Map.of(ShelfServer.PASS, known.pass()))).orElse(staged);
  }

  @Override
  public List<String> retained() {
    return observe().retained();
  }

  @Override
  public void prune(Set<String> keepReleaseIds) {
    Optional<ShelfApi.Site> there = there();
    Optional<SitePointer> pointer = there.flatMap(ShelfTarget::pointer);
    if (pointer.isEmpty()) {
      return;
    }
    SitePointer smaller = pointer.get().retaining(keepReleaseIds, clock.instant());
    Stream<String> live =
        smaller.retained().stream().map(kept -> name(kept.releaseName(), kept.releaseId()));
    Stream<String> staged =
        stagedReleases(there)
            .map(StagedRelease::release)
            .filter(release -> keepReleaseIds.contains(release.releaseId()))
            .map(ShelfTarget::name);
    ShelfClient.Reply reply =
        client.post(
            room,
            path + "/keep",
            new ShelfApi.Keep(
                pointer.get().generation(),
                Stream.concat(live, staged).distinct().toList(),
                Json.tree(smaller)));
    if (reply.isConflict()) {
      throw Refused.conflict(site, observe().pointer().generation(), pointer.get().generation());
    }
    reply.require();
  }

  @Override
  public void remove() {
    ShelfClient.Reply reply = client.delete(room, path);
    if (!reply.isMissing()) {
      reply.require();
    }
  }

  private Optional<ShelfApi.Site> there() {
    return client.get(room, path).ifThere(ShelfApi.Site.class);
  }

  private static Optional<SitePointer> pointer(ShelfApi.Site there) {
    return there.live().map(live -> Json.read(live.note().toString(), SitePointer.class));
  }

  private static Stream<StagedRelease> stagedReleases(Optional<ShelfApi.Site> there) {
    return there.stream()
        .flatMap(known -> known.releases().values().stream())
        .map(note -> Json.read(note.toString(), Note.class).staged());
  }

  private Staged staged(ServedRelease release) {
    return new Staged(room.address(), room.stagedHost(site, name(release)));
  }

  private List<String> names() {
    return placement.domain().map(Domain::name).stream().toList();
  }

  private Map<String, String> redirects() {
    return placement
        .domain()
        .filter(Domain::www)
        .map(domain -> Map.of(domain.wwwName(), domain.name()))
        .orElse(Map.of());
  }

  private List<String> allNames() {
    return placement.domain().map(Domain::names).orElse(List.of());
  }

  private static Map<String, String> texts(ServedRelease release) {
    return Map.of(EnvScript.PATH, EnvScript.of(release.variables()));
  }

  private static Map<String, ShelfApi.File> publicFiles(Artifact artifact) {
    Serving serving = artifact.serving();
    int prefix = serving.publicFolder().isEmpty() ? 0 : serving.publicFolder().length() + 1;
    return artifact.files().stream()
        .filter(file -> serving.isPublic(file.path()))
        .collect(
            Collectors.toMap(
                file -> file.path().substring(prefix),
                file -> new ShelfApi.File(file.blob().hex(), file.immutable()),
                (a, _) -> a,
                TreeMap::new));
  }

  private static Map<Sha256, Long> publicBlobs(Artifact artifact) {
    return artifact.files().stream()
        .filter(file -> artifact.serving().isPublic(file.path()))
        .collect(
            Collectors.toMap(Artifact.File::blob, Artifact.File::size, (a, _) -> a, TreeMap::new));
  }

  /** Another machine may have made another release of the same number. */
  private static String name(String releaseName, String releaseId) {
    return releaseName + "-" + Sha256.of(releaseId).hex().substring(0, ID_LENGTH);
  }

  private static String name(ServedRelease release) {
    return name(release.releaseName(), release.releaseId());
  }

  private UserError roomGone() {
    return new UserError(
        "target.not-set-up",
        "The room " + room.name() + " is not at " + room.address() + " any more.",
        "Connect it again, which makes it: freehold target add shelf");
  }
}
