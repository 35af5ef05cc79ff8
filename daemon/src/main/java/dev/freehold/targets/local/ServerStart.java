package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.local.site.ServicesState;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.NotReady;
import dev.freehold.targets.site.ServedRelease;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has the serving process start the servers of a staged release, and waits until they answer. */
final class ServerStart {
  private static final Duration ASKED_EVERY = Duration.ofMillis(25);

  /** Two attempts of half a minute each, and the pause between them. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(65);

  private final SiteFolder folder;
  private final Serving serving;

  ServerStart(SiteFolder folder, Serving serving) {
    this.folder = folder;
    this.serving = serving;
  }

  /**
   * @throws UserError {@code target.server-not-ready}
   */
  void await(ServedRelease release, StepContext step) {
    serving.ensureRunning();
    String host = HostNames.staged(folder.site(), release.releaseName());
    long deadline = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (System.nanoTime() - deadline < 0) {
      if (step.cancelled()) {
        throw new CancelledException();
      }
      switch (serving.readiness(host, step.record().key())) {
        case "ready" -> {
          return;
        }
        case "failed" -> throw notReady(release);
        default -> pause();
      }
    }
    throw notReady(release);
  }

  /** Whether they answer, without waiting for them. */
  boolean answer(ServedRelease release, StepRecord step) {
    String host = HostNames.staged(folder.site(), release.releaseName());
    return serving.port().isPresent() && serving.readiness(host, step.key()).equals("ready");
  }

  private UserError notReady(ServedRelease release) {
    Optional<ServicesState.OneService> failed;
    try {
      failed =
          folder.services(release).map(ServicesState::services).stream()
              .flatMap(List::stream)
              .filter(service -> service.problem().isPresent())
              .findFirst();
    } catch (IOException e) {
      throw MachineError.io("Reading the state of the app's servers", e);
    }
    return NotReady.of(
        release.releaseName(),
        failed.flatMap(ServicesState.OneService::problem).orElse("It did not answer in time."),
        failed.map(ServicesState.OneService::tail).orElse(List.of()));
  }

  private static void pause() {
    try {
      Thread.sleep(ASKED_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }
}
