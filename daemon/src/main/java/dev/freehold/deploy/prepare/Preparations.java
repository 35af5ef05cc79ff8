package dev.freehold.deploy.prepare;

import dev.freehold.app.App;
import dev.freehold.app.Settings;
import dev.freehold.base.Ids;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.release.Artifact;
import dev.freehold.release.Release;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes the run of a stored plan: its steps, wired to what they work on. */
public final class Preparations {
  private final Places places;
  private final Sources sources;
  private final Checks checks;
  private final Making making;
  private final MissingGates missing;
  private final RunStores stores;
  private final PlanMaker maker;
  private final Promotion promotion;
  private final Ids nonces;
  private final Clock clock;

  public Preparations(
      Places places,
      Sources sources,
      Checks checks,
      Making making,
      MissingGates missing,
      Likeness likeness,
      RunStores stores,
      Ids nonces,
      Clock clock) {
    this.places = places;
    this.sources = sources;
    this.checks = checks;
    this.making = making;
    this.missing = missing;
    this.stores = stores;
    this.promotion = new Promotion(places, making.releases(), likeness);
    this.maker = new PlanMaker(places, making.releases(), making.artifacts());
    this.nonces = nonces;
    this.clock = clock;
  }

  /** Nothing is looked up before a step needs it, so that what fails fails in a step. */
  public Preparation of(Plan plan) {
    return new Preparation(plan, name -> step(plan, name), stores.plans(), stores.events());
  }

  private Step step(Plan plan, String name) {
    App app = places.apps().byId(plan.appId());
    var subject =
        new Subject(
            plan,
            app,
            places.environments().byId(plan.environmentId()),
            sources.repositories().open(app.slug()),
            new Outputs(stores.steps(), plan.id()));
    Supplier<Settings> coming = () -> coming(subject);
    var gate = new Gate(plan, stores.plans(), checks.allowed());
    return switch (name) {
      case Preparation.SECRETS -> new SourceSecrets(() -> files(subject), checks.secrets(), gate);
      case Preparation.COMMIT ->
          plan.kind() == DeploymentKind.PROMOTE
              ? new ReleaseSources(subject, making.releases())
              : plan.request().exportId().isPresent()
                  ? new Commit(subject, sources)
                  : new MainHead(subject, sources);
      case Preparation.DETECT ->
          new Detect(subject, sources.detector(), sources.overrides(), places.apps(), making);
      case Preparation.CHECK ->
          new SourceChecks(subject, coming, checks, making, places, sources.overrides(), gate);
      case Preparation.BUILD -> build(subject, coming);
      case Preparation.OUTPUT -> new OutputChecks(subject, making.artifacts(), checks, gate);
      case Preparation.RELEASE -> new MakeRelease(subject, making);
      case Preparation.PLAN ->
          new MakePlan(subject, () -> wanted(subject), maker, stores.plans(), nonces);
      default ->
          throw new IllegalStateException("a stored step that this version does not know: " + name);
    };
  }

  private Step build(Subject subject, Supplier<Settings> coming) {
    Step build = new Build(subject, coming, making, stores.plans(), clock);
    return subject.plan().kind() == DeploymentKind.PROMOTE
        ? new PromotedBuild(subject, coming, making, build)
        : build;
  }

  private FileTree files(Subject subject) {
    return subject
        .plan()
        .request()
        .exportId()
        .<FileTree>map(sources.exports()::tree)
        .or(() -> subject.repository().head("main").map(subject.repository()::files))
        .orElseGet(FileTree::empty);
  }

  private Wanted wanted(Subject subject) {
    Plan plan = subject.plan();
    Optional<MakeRelease.Made> made =
        subject.outputs().find(Preparation.RELEASE, MakeRelease.Made.class);
    if (made.isPresent()) {
      Release release = making.releases().require(made.get().releaseId());
      Settings coming = coming(subject);
      return new Wanted(release, coming, reasons(subject, release, coming));
    }
    Settings settingsThen =
        plan.request()
            .settingsId()
            .map(places.settings()::require)
            .orElseGet(() -> places.settings().current(plan.environmentId()));
    return new Wanted(
        making.releases().require(plan.request().releaseId().orElseThrow()),
        settingsThen,
        Reasons.of(promotion.notes(subject, Optional.empty(), settingsThen)));
  }

  private Settings coming(Subject subject) {
    var defaults = new TreeMap<String, String>();
    subject
        .outputs()
        .require(Preparation.DETECT, Detection.class)
        .defaults()
        .forEach(value -> defaults.put(value.name(), value.value()));
    return places.settings().draft(subject.environment().id(), defaults);
  }

  private Reasons reasons(Subject subject, Release release, Settings coming) {
    Outputs outputs = subject.outputs();
    List<Finding> findings =
        Findings.merged(
            Preparation.CHECKS.stream()
                .flatMap(check -> outputs.find(check, Findings.class).stream()));
    var detection = outputs.require(Preparation.DETECT, Detection.class);
    var built = outputs.require(Preparation.BUILD, Built.class);
    var notes = new ArrayList<>(built.notes());
    notes.addAll(promotion.notes(subject, Optional.of(release), coming));
    Artifact artifact = making.artifacts().require(built.artifactId());
    notes.addAll(SaidVariables.inVain(coming, artifact.serving()));
    notes.addAll(missing.of(subject.environment()));
    return new Reasons(
        findings,
        ChosenPython.saidIn(detection.conclusions(), artifact),
        detection.adaptations(),
        built.withheld(),
        List.copyOf(notes));
  }
}
