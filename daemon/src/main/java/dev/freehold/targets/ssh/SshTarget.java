package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.file.BlobSource;
import dev.freehold.step.CancelledException;
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
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.Target;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.Keeping;
import dev.freehold.targets.site.Operator;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.site.RetiredWorker;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.ServiceProgram.Programs;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A site on the user's own server. Each step is one script there, and the switch is a rename. */
final class SshTarget implements Target {
  private final Site site;
  private final OwnServer server;
  private final SiteScripts scripts;
  private final AppServers servers;
  private final ServerBlobs held;
  private final BlobSource store;
  private final PublicAddress address;
  private final SiteRouting routing;
  private final Clock clock;
  private volatile Seen seen = Seen.NOTHING;

  SshTarget(
      Site site,
      OwnServer server,
      BlobSource store,
      PublicAddress address,
      LinuxPrograms linux,
      Clock clock) {
    this.clock = clock;
    this.site = site;
    this.server = server;
    var folder = new ServerFolder(site);
    var there = new ServerScripts(server.remote());
    this.scripts = new SiteScripts(site, folder, server.details(), there);
    this.servers = new AppServers(site, server, there, linux);
    this.held = new ServerBlobs(there, server.details().zstd());
    this.store = store;
    this.address = address;
    this.routing = new SiteRouting(site, folder, server.details(), address);
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
    if (!hasRulesOf(activation)) {
      scripts.refuseTaken(address.all());
    }
    var resources = new ArrayList<>(resources(activation, observed));
    resources.addAll(servers.prepare(activation.artifact(), variables()));
    Keeping keeping =
        new Keeping(
            seen.pointer().map(SitePointer::live),
            name -> new KeptPlace(site, name).path(),
            scripts::kept);
    resources.addAll(keeping.changes(activation));
    Map<Sha256, Long> sizes = activation.artifact().blobs();
    List<Sha256> missing = held.missing(sizes.keySet(), variables());
    long bytes = missing.stream().mapToLong(id -> sizes.getOrDefault(id, 0L)).sum();
    return new Delta(missing, bytes, List.copyOf(resources), keeping.notes(activation));
  }

  /** The same release is brought again when its address is another, as with a new domain. */
  private List<Resource> resources(Activation activation, Observed observed) {
    if (observed.pointer().generation() == 0) {
      return List.of(
          Resource.free(
              "site",
              site.app() + "." + site.environment(),
              "A site for "
                  + site.app()
                  + " in "
                  + site.environment()
                  + " on "
                  + server.remote().address()
                  + ", at "
                  + address.url()
                  + "."));
    }
    boolean same =
        observed
            .pointer()
            .live()
            .filter(live -> live.releaseId().equals(activation.release().id()))
            .isPresent();
    return same && !hasRulesOf(activation)
        ? List.of(
            Resource.free(
                "rules",
                site.app() + "." + site.environment(),
                "New rules for the web server, which answers at " + address.url() + "."))
        : List.of();
  }

  /** Whether the web server goes by them already, and so answers at these addresses. */
  private boolean hasRulesOf(Activation activation) {
    return seen.rules().startsWith(routing.live(activation.artifact()).id());
  }

  @Override
  public void provision(Activation activation, Delta delta, StepContext step) {
    scripts.provision();
  }

  /** The smaller encodings travel with what they are made of. */
  @Override
  public void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step) {
    boolean again = step.record().attempt() > 1;
    if (again) {
      held.salvage(variables());
    }
    List<Sha256> missing = again ? held.missing(delta.missing(), variables()) : delta.missing();
    bring(missing, step);
  }

  private void bring(List<Sha256> missing, StepContext step) {
    if (!missing.isEmpty()) {
      held.bring(
          missing,
          store,
          key(step),
          variables(),
          done -> {
            if (step.cancelled()) {
              throw new CancelledException();
            }
            step.progress(done, missing.size(), "files");
          });
    }
  }

  /** The servers of an app answer when it returns. */
  @Override
  public Staged stage(Activation activation, StepContext step) {
    boolean runs = !activation.artifact().serving().isStatic();
    Optional<Programs> programs =
        runs
            ? Optional.of(servers.programs(activation.artifact(), variables(), step))
            : Optional.empty();
    var all = activation.artifact().blobsWithVariants().keySet();
    bring(held.missing(all, variables()), step);
    var released = ServedRelease.keeping(activation);
    String release = ServerFolder.release(activation.release());
    var staged = new StagedRelease(step.record().key(), released);
    SiteRules rules = routing.staged(activation.artifact());
    scripts.stage(
        Map.of(
            "release", release,
            "name", released.releaseName(),
            "key", key(step),
            "instances", instances(activation),
            "keeping", activation.kept().isEmpty() ? "" : ServerFolder.app(activation),
            "settings", activation.settings().id()),
        archive -> {
          var tree = new ReleaseTree(activation.artifact(), server.details().webServer());
          tree.write(archive, "unpacked/files");
          if (!activation.kept().isEmpty()) {
            tree.writeApp(archive, "unpacked/keeping", KeptPlace.of(site, activation));
          }
          archive.text("unpacked/sums", ReleaseTree.sums(activation.artifact()));
          archive.text("unpacked/release.json", Json.write(activation.artifact()));
          archive.text("unpacked/view/env.js", EnvScript.of(released.variables()));
          archive.text("unpacked/view/release", release + "\n");
          archive.text("unpacked/view/staged.json", Json.write(staged) + "\n");
          archive.text("unpacked/view/rules", rules.text());
          if (programs.isPresent()) {
            var values = new SiteHistories.Values(activation.settings().values());
            archive.secret("unpacked/settings.json", Json.write(values) + "\n");
            servers.write(archive, "unpacked/services", activation, programs.get());
          }
        });
    Staged addressable = at(HostNames.staged(site, released.releaseName()));
    if (runs) {
      servers.start(activation, addressable.host(), variables());
    }
    return addressable;
  }

  /** One command when what is live was looked at before, as the fresh look of a deployment does. */
  @Override
  public Pointer activate(Activation activation, long expectedGeneration, StepContext step) {
    Seen last = seen;
    if (last.generation() != expectedGeneration) {
      last = look();
    }
    String answer = activate(activation, last, expectedGeneration, step);
    if (answer.equals("again\n")) {
      answer = activate(activation, look(), expectedGeneration, step);
    }
    return scripts.pointer(answer).pointer();
  }

  private String activate(
      Activation activation, Seen before, long expectedGeneration, StepContext step) {
    ServedRelease wanted = ServedRelease.keeping(activation);
    SitePointer next =
        SitePointer.switched(before.pointer(), wanted, step.record().key(), clock.instant());
    SiteRules rules = routing.live(activation.artifact());
    return scripts.activate(
        Map.of(
            "release", ServerFolder.release(activation.release()),
            "expected", Long.toString(expectedGeneration),
            "seen", before.hash(),
            "by", step.record().key(),
            "olders", olders(next),
            "places", Integer.toString(SiteRules.OLDER),
            "instances", instances(activation)),
        archive -> {
          archive.text("env.js", EnvScript.of(wanted.variables()));
          archive.text("retired.js", RetiredWorker.SCRIPT);
          archive.text("by", step.record().key() + "\n");
          archive.text("pointer.json", Json.write(next) + "\n");
          archive.text("record.json", Json.write(record(activation, next, step)) + "\n");
          archive.text("rules", rules.text());
        });
  }

  private SwitchRecord record(Activation activation, SitePointer next, StepContext step) {
    return SwitchRecord.of(
        activation,
        next.generation(),
        step.record().run(),
        clock.instant(),
        Operator.NAME,
        address.url(),
        address.domain());
  }

  /** Folders of the releases before the live one whose hashed files are still asked for. */
  private String olders(SitePointer next) {
    List<RetainedRelease> before = next.retained().subList(1, next.retained().size());
    return IntStream.range(0, before.size())
        .filter(i -> i < SiteRules.OLDER || before.get(i).isOpenSomewhere(clock.instant()))
        .mapToObj(before::get)
        .map(ServerFolder::release)
        .collect(Collectors.joining(" "));
  }

  /**
   * A switch and a staging carry the key of their step. A switch is repeated all the same, because
   * the web server may not have been told of it; the server sees that it is the same one. A staging
   * has happened when the app's servers answer too.
   */
  @Override
  public Probe probe(StepRecord step) {
    Optional<SitePointer> pointer = pointer().filter(p -> p.by().equals(step.key()));
    if (pointer.isPresent()) {
      return new Probe.Happened(Json.tree(pointer.get().pointer()));
    }
    for (StagedRelease staged : scripts.staged()) {
      String name = staged.release().releaseName();
      Staged addressable = at(HostNames.staged(site, name));
      if (staged.by().equals(step.key()) && servers.answer(name, addressable.host(), variables())) {
        return new Probe.Happened(Json.tree(addressable));
      }
    }
    return new Probe.DidNotHappen();
  }

  @Override
  public List<URI> addresses() {
    return List.of(address.url());
  }

  @Override
  public Staged live() {
    return at(HostNames.of(site));
  }

  @Override
  public long interruptions() {
    return server.remote().dials();
  }

  /** A server that ends again and again answers in between. */
  @Override
  public Optional<String> complaint() {
    return servers.complaint(variables());
  }

  @Override
  public List<Server> servers() {
    return servers.live(variables());
  }

  @Override
  public LogPage logs(OptionalLong after, int limit) {
    return servers.logs(after, limit, variables());
  }

  private String instances(Activation activation) {
    return Instance.words(Instance.of(site, activation));
  }

  @Override
  public List<String> retained() {
    return observe().retained();
  }

  @Override
  public void prune(Set<String> keepReleaseIds) {
    Optional<SitePointer> pointer = pointer();
    if (pointer.isEmpty()) {
      return;
    }
    SitePointer smaller = pointer.get().retaining(keepReleaseIds, clock.instant());
    Stream<String> staged =
        scripts.staged().stream()
            .map(StagedRelease::release)
            .filter(release -> keepReleaseIds.contains(release.releaseId()))
            .map(release -> ServerFolder.release(release.releaseName(), release.releaseId()));
    Stream<String> live = smaller.retained().stream().map(ServerFolder::release);
    scripts.prune(
        Map.of(
            "expected", Long.toString(pointer.get().generation()),
            "kept", Stream.concat(live, staged).distinct().collect(Collectors.joining(" "))),
        archive -> archive.text("pointer.json.new", Json.write(smaller) + "\n"));
  }

  @Override
  public List<KeptFolder> kept() {
    return scripts.kept();
  }

  @Override
  public void remove() {
    scripts.remove();
    seen = Seen.NOTHING;
  }

  private Optional<SitePointer> pointer() {
    return look().pointer();
  }

  private Seen look() {
    seen = scripts.look();
    return seen;
  }

  private Map<String, String> variables() {
    return scripts.variables();
  }

  /** Of the whole deployment. */
  private static String key(StepContext step) {
    return Sha256.of(step.record().run()).hex();
  }

  private Staged at(String host) {
    int port = server.tunnel().port();
    return new Staged(URI.create("http://127.0.0.1:" + port), host + ":" + port);
  }
}
