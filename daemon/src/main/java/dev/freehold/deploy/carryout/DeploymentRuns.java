package dev.freehold.deploy.carryout;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.Placement;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.RunStores;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.targets.Activation;
import java.time.Clock;
import java.util.Optional;

/** Makes the run of a stored deployment: its steps, wired to what they work on. */
public final class DeploymentRuns {
  private final Places places;
  private final Releases releases;
  private final Artifacts artifacts;
  private final BlobSource blobs;
  private final RunStores stores;
  private final HealthGate gate;
  private final RenderGate render;
  private final Album album;
  private final Clock clock;
  private final LiveRecord live;
  private final DeploymentEnd end;

  public DeploymentRuns(
      Places places,
      Releases releases,
      Artifacts artifacts,
      BlobSource blobs,
      RunStores stores,
      HealthGate gate,
      RenderGate render,
      Album album,
      Clock clock) {
    this.places = places;
    this.releases = releases;
    this.artifacts = artifacts;
    this.blobs = blobs;
    this.stores = stores;
    this.gate = gate;
    this.render = render;
    this.album = album;
    this.clock = clock;
    this.live = new LiveRecord(places, stores);
    this.end = new DeploymentEnd(stores);
  }

  /** Nothing is looked up before a step needs it, so that what fails fails in a step. */
  public DeploymentRun of(Deployment deployment) {
    return new DeploymentRun(deployment, name -> step(deployment, name), stores.deployments(), end);
  }

  private Step step(Deployment deployment, String name) {
    Work work = work(deployment);
    var outputs = new Outputs(stores.steps(), deployment.id());
    return switch (name) {
      case DeploymentRun.VERIFY -> new FreshLook(work);
      case DeploymentRun.PROVISION -> new Provision(work);
      case DeploymentRun.UPLOAD -> new Upload(work, outputs, blobs, stores.deployments());
      case DeploymentRun.STAGE -> likelyCause(work, new Stage(work));
      case DeploymentRun.HEALTH ->
          likelyCause(work, new CheckHealth(work, outputs, gate, render, album));
      case DeploymentRun.ACTIVATE -> new Activate(work, live);
      case DeploymentRun.WATCH ->
          new Watch(work, () -> previous(work), gate, album, live, end, clock);
      default ->
          throw new IllegalStateException("a stored step that this version does not know: " + name);
    };
  }

  private static Step likelyCause(Work work, Step step) {
    return new LikelyCause(
        step,
        work.plan().checks(),
        work.plan().notes(),
        new ReadOnlyFiles(work.traits().keepsFolders(), work.activation().kept()),
        new AllowedHosts(
            work.plan().conclusions(),
            work.activation().placement().domain().stream()
                .flatMap(domain -> domain.names().stream())
                .toList()));
  }

  private Work work(Deployment deployment) {
    App app = places.apps().byId(deployment.appId());
    Environment environment = places.environments().byId(deployment.environmentId());
    Plan plan = stores.plans().require(deployment.planId());
    PlanBody body = plan.body().orElseThrow();
    Placement placement = body.placement().orElse(environment.placement());
    Release release = releases.require(deployment.releaseId());
    var activation =
        new Activation(
            release,
            artifacts.require(release.artifactId()),
            places.settings().require(deployment.settingsId()),
            placement);
    return new Work(
        deployment,
        environment,
        body,
        activation,
        places.target(app, environment, placement),
        places.targets().traits(placement.target()),
        plan.request().overruleLook());
  }

  /** What was live before; empty for a first deployment, or when it was pruned meanwhile. */
  private Optional<Activation> previous(Work work) {
    Deployment deployment = work.deployment();
    return deployment
        .previousReleaseId()
        .filter(work.target().retained()::contains)
        .flatMap(releases::find)
        .flatMap(
            release ->
                artifacts
                    .find(release.artifactId())
                    .flatMap(
                        artifact ->
                            deployment
                                .previousSettingsId()
                                .flatMap(places.settings()::find)
                                .map(
                                    then ->
                                        new Activation(
                                            release,
                                            artifact,
                                            then,
                                            work.activation().placement()))));
  }
}
