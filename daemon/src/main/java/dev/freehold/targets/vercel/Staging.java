package dev.freehold.targets.vercel;

import dev.freehold.base.Failpoint;
import dev.freehold.base.ProviderError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobSource;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.Refused;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.site.RetiredWorker;
import dev.freehold.targets.vercel.BuildOutput.Earlier;
import dev.freehold.targets.vercel.Look.Known;
import dev.freehold.targets.vercel.Outputs.Kept;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.NewDeployment;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.Vercel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Brings releases as production deployments that have no domain. */
final class Staging {
  /** Vercel may have dropped files that it had, and again while they were sent. */
  private static final int MOST_ATTEMPTS = 3;

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Site site;
  private final String team;
  private final Vercel vercel;
  private final UploadedFiles uploaded;
  private final Outputs outputs;
  private final Switches switches;
  private final BlobSource blobs;
  private final Clock clock;

  Staging(
      Site site,
      String team,
      Vercel vercel,
      UploadedFiles uploaded,
      Outputs outputs,
      Switches switches,
      BlobSource blobs,
      Clock clock) {
    this.site = site;
    this.team = team;
    this.vercel = vercel;
    this.uploaded = uploaded;
    this.outputs = outputs;
    this.switches = switches;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** Sends what the team does not have yet. */
  void upload(Project project, Activation activation, StepContext step) {
    bring(output(project, activation), step);
  }

  private Map<Sha256, String> bring(BuildOutput output, StepContext step) {
    Map<Sha256, String> sha1 = new FileUpload(team, vercel, uploaded).bring(output.own(), step);
    if (step.cancelled()) {
      throw new CancelledException();
    }
    return sha1;
  }

  private BuildOutput output(Project project, Activation activation) {
    Map<String, List<Kept>> all = outputs.of(project.id());
    Map<String, Instant> replaced = switches.replaced(project.id());
    Instant now = clock.instant();
    var open = new HashMap<String, Kept>();
    Set<String> workers = new HashSet<>();
    all.forEach(
        (deployment, files) -> {
          boolean live = project.production().equals(Optional.of(deployment));
          boolean wasLive =
              replaced.containsKey(deployment)
                  && RetainedRelease.isOpenSomewhere(replaced.get(deployment), now);
          for (Kept file : files) {
            if (file.immutable() && (live || wasLive)) {
              open.put(file.path(), file);
            }
            if (RetiredWorker.couldBe(file.path())) {
              workers.add(file.path());
            }
          }
        });
    Set<Sha256> there =
        uploaded.known(team, open.values().stream().map(Kept::id).toList()).keySet();
    return BuildOutput.of(
        activation,
        project.key(),
        new Earlier(
            open.values().stream()
                .filter(file -> there.contains(file.id()))
                .sorted(Comparator.comparing(Kept::path))
                .toList(),
            workers),
        blobs);
  }

  /** Takes the deployment of exactly this that is there, or makes one, and waits for it. */
  Deployment stage(
      Project project, Optional<Known> there, Activation activation, StepContext step) {
    there
        .filter(known -> known.isOf(step.record()) && !outputs.knows(known.id()))
        .ifPresent(known -> writeDown(project, known, activation, step));
    Deployment made =
        there.map(Known::deployment).orElseGet(() -> create(project, activation, step));
    return await(made, step);
  }

  /** A crash came between the deployment and that. */
  private void writeDown(Project project, Known made, Activation activation, StepContext step) {
    BuildOutput output = output(project, activation);
    outputs.save(team, project.id(), made.id(), output.visible(bring(output, step)));
  }

  private Deployment create(Project project, Activation activation, StepContext step) {
    requireFiles(activation);
    Map<String, String> meta =
        Mark.of(site, activation, step.record().run(), step.record().key()).meta();
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      BuildOutput output = output(project, activation);
      Map<Sha256, String> sha1 = bring(output, step);
      var wanted = NewDeployment.staged(project, meta, variables(activation), output.listing(sha1));
      switch (vercel.create(wanted)) {
        case Vercel.Creation.Made made -> {
          Failpoint.VERCEL_DEPLOYMENT_MADE.reach();
          outputs.save(team, project.id(), made.deployment().id(), output.visible(sha1));
          return made.deployment();
        }
        case Vercel.Creation.FilesMissing missing -> {
          step.log("Vercel has no longer " + missing.digests().size() + " of the files.");
          uploaded.forget(team, missing.digests());
        }
      }
    }
    throw new ProviderError(
        "vercel.files-lost",
        "Vercel took the files of "
            + activation.release().name()
            + " and says that it does not have them.",
        "Look at www.vercel-status.com and deploy again.",
        true,
        null,
        null);
  }

  /** A release that another machine deployed has its files at Vercel alone. */
  private void requireFiles(Activation activation) {
    Set<Sha256> ids = activation.artifact().blobs().keySet();
    Set<Sha256> there = uploaded.known(team, ids).keySet();
    if (!ids.stream().allMatch(id -> there.contains(id) || blobs.contains(id))) {
      throw Refused.missing(site, activation.release().name());
    }
  }

  private static Map<String, String> variables(Activation activation) {
    return BuildOutput.servers(activation.artifact()).stream()
        .collect(
            Collectors.toMap(ServerFunction::variable, server -> server.variables(activation)));
  }

  /** Follows its events, which come at once, and asks when none come. */
  private Deployment await(Deployment deployment, StepContext step) {
    Deployment now = deployment;
    if (now.state() == Deployment.State.COMING) {
      var news = new Semaphore(0);
      Instant deadline = Instant.now().plus(LONGEST);
      CompletableFuture<?> following = vercel.events(deployment.id(), _ -> news.release());
      try {
        while (now.state() == Deployment.State.COMING) {
          if (step.cancelled()) {
            throw new CancelledException();
          }
          if (Instant.now().isAfter(deadline)) {
            throw Vercel.late("Vercel was not done with " + deployment.host() + " in 10 minutes.");
          }
          waitFor(news);
          now = vercel.deployment(deployment.id()).orElseThrow(() -> deleted(deployment));
        }
      } finally {
        following.cancel(true);
      }
    }
    if (now.state() == Deployment.State.FAILED) {
      throw failed(now);
    }
    return now;
  }

  private static void waitFor(Semaphore news) {
    try {
      boolean _ = news.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      news.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }

  private static UserError failed(Deployment deployment) {
    return new UserError(
        "vercel.deployment-failed",
        "Vercel could not make "
            + deployment.host()
            + " of the files: "
            + deployment.problem().orElse("it gives no reason")
            + ". What was live before is untouched.",
        "Mend what it names and deploy again. Its log is in Vercel's dashboard.");
  }

  private static UserError deleted(Deployment deployment) {
    return new UserError(
        "vercel.deployment-failed",
        "Somebody deleted " + deployment.host() + " while it was made.",
        "Deploy again.");
  }
}
