package dev.freehold.targets.aws;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.base.Failpoint;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Delta;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Staged;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.SiteFolder.Switched;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.SiteConfig;
import dev.freehold.targets.aws.api.SiteConfig.Elsewhere;
import dev.freehold.targets.aws.api.SiteConfig.OwnNames;
import dev.freehold.targets.aws.api.StoredValues;
import dev.freehold.targets.aws.edge.Rules;
import dev.freehold.targets.aws.edge.SiteKeys;
import dev.freehold.targets.aws.edge.SiteObject;
import dev.freehold.targets.aws.edge.SiteObject.Content;
import dev.freehold.targets.site.Refused;
import dev.freehold.targets.site.RetainedRelease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A site as a distribution of its own over a folder of the account's bucket. What is live is a
 * value in the account's store, which the distribution's function reads.
 */
final class AwsTarget implements Target {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** No host has this name (RFC 2606). */
  private static final String NOWHERE = "nothing-is-deployed.invalid";

  private static final Duration STAGED_FOR = Duration.ofDays(1);

  private final Site site;
  private final Account account;
  private final Placement placement;
  private final AwsDriver.Parts parts;

  AwsTarget(Site site, Account account, Placement placement, AwsDriver.Parts parts) {
    this.site = site;
    this.account = account;
    this.placement = placement;
    this.parts = parts;
  }

  private Aws aws() {
    return parts.clients().of(account.login());
  }

  private Bucket bucket() {
    return aws().bucket(account.bucket());
  }

  private StoredValues values() {
    return aws().values(account.store());
  }

  private SiteFolder folder() {
    return new SiteFolder(bucket(), site);
  }

  private Optional<SiteInfo> info() {
    return parts.sites().find(account, site, folder()::info);
  }

  private SiteInfo requireInfo() {
    return info()
        .filter(known -> known.distribution().isPresent())
        .orElseThrow(
            () ->
                new UserError(
                    "aws.site-gone",
                    site.app() + " in " + site.environment() + " is not at AWS any more.",
                    "Deploy again, which makes it anew."));
  }

  private Look look() {
    return info().map(known -> look(known, Switching.live(values(), site))).orElse(Look.NOTHING);
  }

  private Look look(SiteInfo info, Optional<LivePointer> live) {
    var look =
        new Look(
            Optional.of(info),
            live,
            folder().switches(),
            parts.manifests().releases(bucket(), folder()));
    parts.sites().saw(account, site, look, parts.clock().instant());
    return look;
  }

  /** Enough for a plan: what changes something looks anew. */
  private Look lately() {
    Optional<SiteInfo> info = info();
    if (info.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<LivePointer> live = Switching.live(values(), site);
    return parts
        .sites()
        .seen(account, site, live, parts.clock().instant())
        .orElseGet(() -> look(info.get(), live));
  }

  @Override
  public Observed observe() {
    return lately().observed();
  }

  @Override
  public Delta prepare(Activation activation, Observed observed) {
    Look look = lately();
    Artifact artifact = activation.artifact();
    ServerLimits.require(activation);
    Earlier earlier = earlier(look);
    SiteKeys keys = earlier.keys(artifact);
    publishing().refuseWhatDoesNotFit(keys.rules());
    earlier.refuseOtherBytes(keys.objects(LivePointer.folder(activation.release().id())));
    Map<Sha256, Long> missing = new LinkedHashMap<>();
    if (!look.has(activation.release().id())) {
      Set<Sha256> there = earlier.places().keySet();
      List<Artifact.File> files =
          Servers.of(artifact).isPresent() ? artifact.files() : Earlier.shown(artifact);
      files.stream()
          .filter(file -> !there.contains(file.blob()))
          .forEach(file -> missing.put(file.blob(), file.size()));
    }
    var resources = new ArrayList<>(provisioning().plan(look, config(look, artifact)));
    resources.addAll(lambda().plan(artifact, look.info()));
    return new Delta(
        List.copyOf(missing.keySet()),
        missing.values().stream().mapToLong(Long::longValue).sum(),
        resources,
        notes(look, keys));
  }

  private static List<String> notes(Look look, SiteKeys keys) {
    var notes = new ArrayList<String>();
    if (look.info().flatMap(SiteInfo::host).isEmpty()) {
      notes.add(
          "CloudFront says under which address it answers when the distribution is made:"
              + " something.cloudfront.net.");
    }
    if (!keys.headersLeftOut().isEmpty()) {
      notes.add(
          "CloudFront does not let an app set these headers of your rules, so pages come without"
              + " them: "
              + String.join(", ", keys.headersLeftOut())
              + ".");
    }
    return List.copyOf(notes);
  }

  private Earlier earlier(Look look) {
    var earlier = new LinkedHashMap<String, Artifact>();
    for (String release : look.whole().keySet()) {
      parts
          .manifests()
          .read(bucket(), folder(), release)
          .ifPresent(artifact -> earlier.put(release, artifact));
    }
    return new Earlier(earlier);
  }

  private Provisioning provisioning() {
    return new Provisioning(account, site, domain(), aws(), parts.patience());
  }

  private Optional<OwnDomain> domain() {
    return placement.domain().map(own -> new OwnDomain(own, aws(), parts.patience()));
  }

  private Servers lambda() {
    return new Servers(account, site, aws(), folder(), parts.patience(), parts.blobs());
  }

  private Publishing publishing() {
    Optional<String> main = placement.domain().filter(Domain::www).map(Domain::name);
    return new Publishing(account, site, main, aws().functions());
  }

  private Staging staging() {
    return new Staging(bucket(), folder(), values(), parts.probe(), parts.patience());
  }

  private SiteConfig config(Look look, Artifact artifact) {
    Optional<String> certificate = domain().flatMap(OwnDomain::certificate);
    var own =
        new OwnNames(
            certificate.isPresent()
                ? placement.domain().map(Domain::names).orElse(List.of())
                : List.of(),
            certificate,
            look.info().map(SiteInfo::names).orElse(List.of()));
    var all = new ArrayList<>(earlier(look).releases().values());
    all.add(artifact);
    SiteConfig.Servers servers = ServerPaths.of(all, account.region());
    String path = folder().path();
    List<Elsewhere> elsewhere = ServerPaths.elsewhere(all);
    return new SiteConfig(
        account.name(site),
        account.bucketHost(),
        "/" + path.substring(0, path.length() - 1),
        account.accessControl(),
        account.functionArn(site),
        elsewhere,
        own,
        servers,
        elsewhere.isEmpty() && servers.none()
            ? Optional.of("/" + SiteKeys.NOT_FOUND)
            : Optional.empty());
  }

  @Override
  public void provision(Activation activation, Delta delta, StepContext step) {
    Artifact artifact = activation.artifact();
    SiteInfo begun = lambda().provision(artifact, provisioning().begin(folder()));
    parts.sites().forget(account, site);
    Look look = look();
    publishing().ensure(look.live(), earlier(look).keys(artifact).rules(), begun);
    domain().ifPresent(own -> own.issue(step));
    provisioning().carryOut(begun, folder(), config(look, artifact), step);
    parts.sites().forget(account, site);
  }

  @Override
  public void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step) {
    Look look = look();
    String release = activation.release().id();
    Earlier earlier = earlier(look);
    List<SiteObject> objects =
        earlier.keys(activation.artifact()).objects(LivePointer.folder(release));
    Set<String> hashed = earlier.hashed();
    Map<Sha256, String> places = earlier.places();
    boolean whole = look.has(release);
    Set<String> sent =
        whole || parts.manifests().isGoing(bucket(), folder(), release) ? Set.of() : sent(release);
    var wanted =
        new ArrayList<SiteObject>(
            objects.stream()
                .filter(one -> !hashed.contains(one.key()))
                .filter(one -> !sent.contains(one.key()) || one.content() instanceof Content.Text)
                .filter(one -> !whole || one.content() instanceof Content.Text)
                .toList());
    wanted.add(SiteKeys.settings(activation.settings().id(), activation.settings().publicValues()));
    requireFiles(activation, wanted, places);
    new Bringing(bucket(), blobs).bring(wanted, folder(), places, step);
    lambda().bring(activation, requireInfo());
    Failpoint.AWS_FILES_BROUGHT.reach();
    if (!whole) {
      parts.manifests().write(bucket(), folder(), release, activation.artifact());
      parts.sites().forgetLook(account, site);
      bringWhatAnotherMachineDeleted(objects, step);
    }
  }

  /** It may have pruned what this release shares, and not known yet that this one needs it. */
  private void bringWhatAnotherMachineDeleted(List<SiteObject> objects, StepContext step) {
    String site = folder().path();
    Set<String> there =
        bucket().list(folder().key(SiteKeys.SHARED)).stream()
            .map(one -> one.key().substring(site.length()))
            .collect(Collectors.toSet());
    List<SiteObject> missing =
        objects.stream()
            .filter(one -> one.key().startsWith(SiteKeys.SHARED) && !there.contains(one.key()))
            .toList();
    if (!missing.isEmpty()) {
      new Bringing(bucket(), parts.blobs()).bring(missing, folder(), Map.of(), step);
    }
  }

  /** Keys of a release's own files that an upload brought which did not come to its end. */
  private Set<String> sent(String release) {
    String site = folder().path();
    return bucket().list(site + "r/" + LivePointer.folder(release) + "/").stream()
        .map(one -> one.key().substring(site.length()))
        .collect(Collectors.toSet());
  }

  /** A release that another machine deployed may have its files at AWS alone. */
  private void requireFiles(
      Activation activation, List<SiteObject> wanted, Map<Sha256, String> places) {
    boolean all =
        wanted.stream()
            .flatMap(
                one ->
                    one.content() instanceof Content.Blob blob
                        ? Optional.of(blob.file().blob()).stream()
                        : Optional.<Sha256>empty().stream())
            .allMatch(blob -> places.containsKey(blob) || parts.blobs().contains(blob));
    if (!all) {
      throw Refused.missing(site, activation.release().name());
    }
  }

  @Override
  public Staged stage(Activation activation, StepContext step) {
    SiteInfo info = requireInfo();
    Look look = look();
    Earlier earlier = earlier(look);
    SiteKeys keys = earlier.keys(activation.artifact());
    Staged at =
        named(
            parts.endpoint().at(info.host().orElseThrow()),
            activation.release().id(),
            activation.settings().id());
    var answers =
        new LivePointer.Answers(keys.rules().id(), lambda().start(activation, info, step));
    Staged reached = reach(at);
    var check = new ServerCheck(parts.probe(), parts.patience());
    staging()
        .stage(
            activation,
            answers,
            info,
            reached,
            () ->
                Servers.of(activation.artifact())
                    .ifPresent(server -> check.require(server, reached, activation, step)),
            step);
    return at;
  }

  /** What is staged answers at the site's own address; which one is meant stands behind a #. */
  private static Staged named(Staged at, String release, String settings) {
    return new Staged(URI.create(at.connect() + "#" + release + "/" + settings), at.host());
  }

  @Override
  public Staged reach(Staged staged) {
    String named = staged.connect().getFragment();
    if (named == null) {
      return staged;
    }
    String[] names = named.split("/", 2);
    return staged.with(Map.of(SiteProbe.PREVIEW, requireInfo().token(names[0], names[1])));
  }

  @Override
  public Pointer activate(Activation activation, long expectedGeneration, StepContext step) {
    Look look = look();
    if (look.info().isEmpty()) {
      throw Refused.missing(site, activation.release().name());
    }
    Earlier earlier = earlier(look);
    SiteKeys keys = earlier.keys(activation.artifact());
    Rules rules = keys.rules();
    LivePointer.Answers answers =
        staging()
            .answers(activation, look.info().get())
            .orElseGet(() -> new LivePointer.Answers(rules.id(), lambda().host(activation)));
    publishing().ensure(look.live(), rules, requireInfo());
    Pointer pointer =
        new Switching(site, values(), folder(), parts.clock())
            .to(look, activation, answers, expectedGeneration, addresses().getFirst(), step);
    if (pointer.previous().isEmpty()) {
      publishing().ensure(Switching.live(values(), site), rules, requireInfo());
    }
    new Bringing(bucket(), parts.blobs())
        .bring(List.of(keys.notFound()), folder(), earlier.places(), step);
    provisioning().lead(requireInfo(), folder());
    parts.sites().forget(account, site);
    staging().forget(parts.clock().instant().minus(STAGED_FOR));
    return pointer;
  }

  @Override
  public Probe probe(StepRecord step) {
    Look look = look();
    Optional<LivePointer> switched = look.live().filter(live -> live.isBy(step));
    boolean recorded =
        switched
            .filter(
                live ->
                    look.switches().stream().anyMatch(one -> one.generation() == live.generation()))
            .isPresent();
    if (recorded && look.info().filter(provisioning()::isLed).isPresent()) {
      return new Probe.Happened(Json.tree(look.pointer()));
    }
    return look.info().isEmpty()
        ? new Probe.DidNotHappen()
        : staging()
            .by(step)
            .<Probe>map(staged -> new Probe.Happened(Json.tree(staged)))
            .orElseGet(Probe.DidNotHappen::new);
  }

  @Override
  public List<URI> addresses() {
    var addresses = new ArrayList<URI>();
    Optional<SiteInfo> info = info();
    placement
        .domain()
        .map(Domain::name)
        .filter(name -> info.filter(known -> known.answersTo(name)).isPresent())
        .ifPresent(name -> addresses.add(URI.create("https://" + name + "/")));
    info.flatMap(SiteInfo::host).map(parts.endpoint()::address).ifPresent(addresses::add);
    return List.copyOf(addresses);
  }

  @Override
  public Staged live() {
    return parts.endpoint().at(info().flatMap(SiteInfo::host).orElse(NOWHERE));
  }

  @Override
  public Duration lookInterval() {
    return BETWEEN_LOOKS;
  }

  @Override
  public LogPage logs(OptionalLong after, int limit) {
    return new PrintedLines(
            account.logGroup(site),
            aws().logs(),
            () -> lambda().releases(),
            parts.endpoint().settling(),
            parts.clock())
        .page(after, limit);
  }

  @Override
  public List<String> retained() {
    return look().retained();
  }

  @Override
  public void prune(Set<String> keepReleaseIds) {
    Look look = look();
    if (look.live().isEmpty()) {
      return;
    }
    Instant now = parts.clock().instant();
    Map<String, Instant> notSince = new HashMap<>(look.whole());
    notSince.putAll(look.replaced());
    publishing().bake(look.live().get(), requireInfo());
    String baked = publishing().baked().map(one -> one.release()).orElse("");
    List<String> gone =
        look.whole().keySet().stream()
            .filter(release -> !keepReleaseIds.contains(release))
            .filter(release -> !look.isLiveOrBefore(release))
            .filter(release -> !LivePointer.folder(release).equals(baked))
            .filter(
                release ->
                    !RetainedRelease.isOpenSomewhere(
                        notSince.getOrDefault(release, Instant.EPOCH), now))
            .toList();
    delete(earlier(look), gone);
    Set<String> left = new HashSet<>(look.whole().keySet());
    gone.forEach(left::remove);
    look.info().ifPresent(info -> lambda().keep(left, info));
    staging().forget(now.minus(STAGED_FOR));
  }

  /** Their lists first, so that none of them is taken for whole, and what only they have. */
  private void delete(Earlier all, List<String> gone) {
    all.releases()
        .forEach(
            (release, artifact) -> {
              if (gone.contains(release)) {
                parts.manifests().delete(bucket(), folder(), release, artifact);
                parts.sites().forgetLook(account, site);
              }
            });
    Map<String, Artifact> going = parts.manifests().going(bucket(), folder());
    Set<String> kept =
        all.keys(all.releases().keySet().stream().filter(one -> !gone.contains(one)).toList());
    bucket()
        .delete(
            going.entrySet().stream()
                .flatMap(entry -> Earlier.keys(entry.getKey(), entry.getValue()).stream())
                .filter(key -> !kept.contains(key))
                .distinct()
                .map(folder()::key)
                .toList());
    parts.manifests().gone(bucket(), folder(), going.keySet());
  }

  @Override
  public void remove() {
    new Removing(account, site, aws(), parts.patience()).carryOut(folder());
    parts.sites().forget(account, site);
    parts.manifests().forget(bucket(), folder());
  }

  /** What deployments from any machine left there; empty when nothing was ever live. */
  Optional<SiteHistory> history() {
    Look look = look();
    if (look.generation() == 0) {
      return Optional.empty();
    }
    List<SwitchRecord> switches =
        look.switches().stream()
            .sorted(Comparator.comparingLong(Switched::generation))
            .map(folder()::read)
            .toList();
    Map<String, Artifact> artifacts =
        earlier(look).releases().values().stream()
            .collect(Collectors.toMap(Artifact::id, artifact -> artifact, (one, _) -> one));
    return Optional.of(new SiteHistory(site, look.pointer(), switches, artifacts, Map.of()));
  }
}
