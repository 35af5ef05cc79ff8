package dev.freehold.targets.vercel;

import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.detect.Serving;
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
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.vercel.Look.Known;
import dev.freehold.targets.vercel.SiteProject.Origin;
import dev.freehold.targets.vercel.Switches.Switch;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.ProjectDomain;
import dev.freehold.targets.vercel.api.Team;
import dev.freehold.targets.vercel.api.Vercel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A site as production deployments of a project at Vercel. Deployments that were never live have no
 * domain; a switch moves the project's domains.
 */
final class VercelTarget implements Target {
  /** Vercel refuses more (terraform-provider-vercel, issue 289). */
  private static final int MOST_FILES = 15_000;

  /** Lets programs see protected deployments (vercel.com/docs/deployment-protection). */
  private static final String KEY_HEADER = "x-vercel-protection-bypass";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  private final Site site;
  private final Account account;
  private final Placement placement;
  private final VercelDriver.Parts parts;
  private @Nullable Team team;
  private @Nullable Optional<Secret> key;
  private volatile @Nullable Seen seen;

  private record Seen(Observed observed, Look look) {}

  VercelTarget(Site site, Account account, Placement placement, VercelDriver.Parts parts) {
    this.site = site;
    this.account = account;
    this.placement = placement;
    this.parts = parts;
  }

  private Vercel vercel() {
    return parts.clients().of(account);
  }

  private Look look() {
    return parts.looks().at(account, site);
  }

  private Optional<SiteProject> known() {
    return parts.projects().find(account.name(), site);
  }

  private Project project() {
    return known()
        .flatMap(SiteProject::id)
        .flatMap(vercel()::project)
        .orElseThrow(() -> Provisioning.gone(site));
  }

  private synchronized Team team() {
    if (team == null) {
      team = vercel().team();
    }
    return team;
  }

  @Override
  public Observed observe() {
    Look look = look();
    Observed observed = look.observed();
    seen = new Seen(observed, look);
    return observed;
  }

  /** What was observed, without looking at the same once more. */
  private Look look(Observed observed) {
    Seen newest = seen;
    return newest != null && newest.observed() == observed ? newest.look() : look();
  }

  @Override
  public Delta prepare(Activation activation, Observed observed) {
    Look look = look(observed);
    if (look.taken()) {
      throw Provisioning.taken(account, site);
    }
    Artifact artifact = activation.artifact();
    refuseWhatDoesNotRun(activation);
    Map<Sha256, Long> sizes = usable(look, activation).isPresent() ? Map.of() : sizes(artifact);
    Set<Sha256> there = parts.uploaded().known(account.team(), sizes.keySet()).keySet();
    List<Sha256> missing = sizes.keySet().stream().filter(blob -> !there.contains(blob)).toList();
    long bytes = missing.stream().mapToLong(sizes::get).sum();
    return new Delta(missing, bytes, provisioning().plan(look), notes(look, artifact));
  }

  private void refuseWhatDoesNotRun(Activation activation) {
    Artifact artifact = activation.artifact();
    BuildOutput.servers(artifact).forEach(server -> server.refuseWhatDoesNotRun(activation));
    if (artifact.files().size() > MOST_FILES) {
      throw new UserError(
          "vercel.too-many-files",
          site.app()
              + " has "
              + artifact.files().size()
              + " files, and Vercel takes "
              + MOST_FILES
              + " at most.",
          "Send it to a server of yours: freehold target add ssh");
    }
  }

  private static Map<Sha256, Long> sizes(Artifact artifact) {
    if (!artifact.serving().isStatic()) {
      return artifact.blobs();
    }
    var sizes = new LinkedHashMap<Sha256, Long>();
    BuildOutput.shown(artifact).forEach(file -> sizes.put(file.blob(), file.size()));
    return sizes;
  }

  private List<String> notes(Look look, Artifact artifact) {
    var notes = new ArrayList<String>();
    if (look.project().isEmpty()) {
      notes.add(
          "Vercel says under which address it answers when the project is made: "
              + account.project(site)
              + Provisioning.OWN_NAMES
              + ", or one like it if that is taken.");
    }
    if (look.live().isPresent() && look.live().flatMap(Known::release).isEmpty()) {
      notes.add(
          "Live now is "
              + look.live().get().deployment().host()
              + ", which "
              + look.live().get().deployment().creator()
              + " deployed without Freehold. It stays at Vercel, and can be put back in Vercel's"
              + " dashboard.");
    }
    if (team().isHobby()) {
      notes.add(
          "Vercel's Hobby plan goes back to the release before at once; an older one is made again"
              + " from its files.");
    }
    if (!artifact.serving().proxies().isEmpty()) {
      notes.add(
          "Vercel passes requests to "
              + hosts(artifact.serving())
              + " on, but no WebSockets; the page has to reach those at their own address.");
    }
    return List.copyOf(notes);
  }

  private static String hosts(Serving serving) {
    return String.join(
        ", ",
        serving.proxies().stream().map(rule -> rule.upstream().getHost()).distinct().toList());
  }

  private Provisioning provisioning() {
    return new Provisioning(account, site, placement.domain(), vercel(), parts.projects());
  }

  private Staging staging() {
    return new Staging(
        site,
        account.team(),
        vercel(),
        parts.uploaded(),
        parts.outputs(),
        parts.switches(),
        parts.blobs(),
        parts.clock());
  }

  @Override
  public void provision(Activation activation, Delta delta, StepContext step) {
    Look look = look();
    if (look.taken()) {
      throw Provisioning.taken(account, site);
    }
    provisioning().carryOut(look, step);
  }

  @Override
  public void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step) {
    Look look = look();
    if (usable(look, activation).isEmpty()) {
      staging().upload(look.project().orElseGet(this::project), activation, step);
    }
  }

  @Override
  public Staged stage(Activation activation, StepContext step) {
    Look look = look();
    Optional<Known> there = usable(look, activation);
    Project project = look.project().orElseGet(this::project);
    Deployment made = staging().stage(project, there, activation, step);
    Staged staged = withKey(parts.edge().at(made.host()), project.key());
    String own = project.key().map(Secret::reveal).orElse("");
    parts.servers().require(staged, own, activation);
    return staged;
  }

  /** A deployment of exactly this that can be switched to. */
  private Optional<Known> usable(Look look, Activation activation) {
    return look.find(
        activation,
        known -> known.deployment().state() != Deployment.State.FAILED && isUsable(look, known));
  }

  /** Whether the team's plan lets domains be moved to it. */
  private boolean isUsable(Look look, Known known) {
    return look.isNear(known) || !team().isHobby();
  }

  @Override
  public Pointer activate(Activation activation, long expectedGeneration, StepContext step) {
    return parts
        .locks()
        .locked(
            account.project(site),
            () -> {
              Look look = look();
              Predicate<Known> usable =
                  known -> known.deployment().isReady() && isUsable(look, known);
              return new Switching(site, vercel(), parts.switches())
                  .to(look, activation, expectedGeneration, usable, step);
            });
  }

  @Override
  public Probe probe(StepRecord step) {
    Look look = look();
    Optional<Switch> switched =
        look.project().flatMap(project -> parts.switches().by(project.id(), step.key()));
    boolean live =
        switched
            .filter(one -> one.generation() == look.generation())
            .filter(one -> look.live().map(Known::id).equals(Optional.of(one.deployment())))
            .isPresent();
    if (live && look.project().filter(VercelTarget::isMoving).isEmpty()) {
      parts.switches().done(look.project().orElseThrow().id(), look.generation());
      return new Probe.Happened(Json.tree(look.pointer()));
    }
    return look.deployments().stream()
        .filter(known -> known.isOf(step))
        .filter(known -> known.deployment().isReady())
        .filter(known -> parts.outputs().knows(known.id()))
        .findFirst()
        .<Probe>map(
            known -> new Probe.Happened(Json.tree(parts.edge().at(known.deployment().host()))))
        .orElseGet(Probe.DidNotHappen::new);
  }

  private static boolean isMoving(Project project) {
    return project
        .lastSwitch()
        .filter(last -> last.status() == Project.AliasRequest.Status.RUNNING)
        .isPresent();
  }

  @Override
  public List<URI> addresses() {
    var addresses = new ArrayList<URI>();
    placement.domain().ifPresent(own -> addresses.add(URI.create("https://" + own.name() + "/")));
    addresses.add(parts.edge().address(host()));
    return List.copyOf(addresses);
  }

  private String host() {
    return parts.projects().host(account, site);
  }

  @Override
  public Staged live() {
    return reach(parts.edge().at(host()));
  }

  @Override
  public synchronized Staged reach(Staged staged) {
    if (key == null) {
      key = known().flatMap(SiteProject::id).flatMap(vercel()::project).flatMap(Project::key);
    }
    return withKey(staged, key);
  }

  static Staged withKey(Staged staged, Optional<Secret> key) {
    return key.map(secret -> staged.with(Map.of(KEY_HEADER, secret.reveal()))).orElse(staged);
  }

  @Override
  public Duration lookInterval() {
    return BETWEEN_LOOKS;
  }

  @Override
  public LogPage logs(OptionalLong after, int limit) {
    throw new UserError(
        "target.logs-elsewhere",
        "What servers of " + site.app() + " print is kept by Vercel, and not read by Freehold.",
        "Look at https://" + account.address() + "/" + account.project(site) + "/logs.");
  }

  @Override
  public List<String> retained() {
    return observe().retained();
  }

  @Override
  public void prune(Set<String> keepReleaseIds) {
    Look look = look();
    if (look.project().isEmpty() || look.taken()) {
      return;
    }
    String project = look.project().get().id();
    Map<String, Instant> replaced = parts.switches().replaced(project);
    Instant now = parts.clock().instant();
    List<String> gone =
        vercel().deployments(project).stream()
            .filter(one -> one.state() != Deployment.State.COMING)
            .map(one -> new Known(one, Mark.of(one, site)))
            .filter(known -> known.mark().isPresent() && !look.isLiveOrBefore(known))
            .filter(
                known ->
                    Optional.ofNullable(replaced.get(known.id()))
                        .filter(at -> RetainedRelease.isOpenSomewhere(at, now))
                        .isEmpty())
            .filter(
                known ->
                    known
                        .mark()
                        .map(m -> m.release().id())
                        .filter(keepReleaseIds::contains)
                        .isEmpty())
            .map(Known::id)
            .toList();
    delete(gone);
  }

  private void delete(List<String> deployments) {
    if (!deployments.isEmpty()) {
      deployments.forEach(vercel()::deleteDeployment);
      parts.outputs().forget(account.team(), deployments);
    }
  }

  @Override
  public void remove() {
    Optional<SiteProject> known = known();
    Optional<Project> project = known.flatMap(SiteProject::id).flatMap(vercel()::project);
    if (project.isPresent()) {
      remove(project.get(), known.get());
    }
    known
        .flatMap(SiteProject::id)
        .ifPresent(
            id -> {
              parts.outputs().forget(account.team(), parts.outputs().of(id).keySet());
              parts.switches().forget(id);
            });
    parts.projects().forget(account.name(), site);
  }

  private void remove(Project project, SiteProject known) {
    if (known.origin() == Origin.MADE) {
      vercel().deleteProject(project.id());
      return;
    }
    List<String> there = vercel().domains(project.id()).stream().map(ProjectDomain::name).toList();
    known.domains().stream()
        .filter(there::contains)
        .forEach(name -> vercel().removeDomain(project.id(), name));
    delete(
        vercel().deployments(project.id()).stream()
            .filter(one -> Mark.of(one, site).isPresent())
            .map(Deployment::id)
            .toList());
  }
}
