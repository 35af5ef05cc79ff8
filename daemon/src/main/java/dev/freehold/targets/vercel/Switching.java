package dev.freehold.targets.vercel;

import dev.freehold.base.Failpoint;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.Refused;
import dev.freehold.targets.vercel.Look.Known;
import dev.freehold.targets.vercel.Switches.Switch;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.Project.AliasRequest;
import dev.freehold.targets.vercel.api.Vercel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves a project's production domains. Vercel compares nothing when it is asked to, so what is
 * wanted is written down here first, and what came of it is read back.
 */
final class Switching {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Site site;
  private final Vercel vercel;
  private final Switches switches;

  Switching(Site site, Vercel vercel, Switches switches) {
    this.site = site;
    this.vercel = vercel;
    this.switches = switches;
  }

  /**
   * @param look of this instant
   * @param usable deployments that the plan lets domains be moved to
   */
  Pointer to(
      Look look, Activation activation, long expected, Predicate<Known> usable, StepContext step) {
    Optional<Switch> begun = look.project().flatMap(p -> switches.by(p.id(), step.record().key()));
    if (begun.isPresent() && isSwitchTo(look, begun.get(), activation)) {
      return finish(look, begun.get().generation(), begun.get().deployment());
    }
    if (look.generation() != expected) {
      throw Refused.conflict(site, look.generation(), expected);
    }
    Known wanted =
        look.find(activation, usable)
            .orElseThrow(() -> Refused.missing(site, activation.release().name()));
    Project project = look.project().orElseThrow();
    long generation = expected + 1;
    switches.intend(project.id(), generation, wanted.id(), step.record().key());
    Failpoint.VERCEL_SWITCH_INTENDED.reach();
    if (!isMovingTo(project, wanted.id())) {
      ask(project, wanted.deployment());
    }
    Failpoint.VERCEL_SWITCH_ASKED.reach();
    return finish(look, generation, wanted.id());
  }

  /** Whether the step of before a crash, and no other, has made its release live. */
  private static boolean isSwitchTo(Look look, Switch begun, Activation activation) {
    return look.generation() == begun.generation()
        && look.live().filter(live -> live.id().equals(begun.deployment())).isPresent()
        && look.live().filter(live -> live.is(activation)).isPresent();
  }

  private static boolean isMovingTo(Project project, String deployment) {
    return project
        .lastSwitch()
        .filter(last -> last.status() == AliasRequest.Status.RUNNING)
        .filter(last -> last.to().equals(deployment))
        .isPresent();
  }

  private void ask(Project project, Deployment to) {
    if (to.promoted()) {
      vercel.rollback(project.id(), to.id());
    } else {
      vercel.promote(project.id(), to.id());
    }
  }

  private Pointer finish(Look before, long generation, String deployment) {
    Project project = await(before.project().orElseThrow().id(), deployment);
    Failpoint.VERCEL_SWITCH_SEEN.reach();
    switches.done(project.id(), generation);
    Look now = before.with(project, switches.generation(project.id(), deployment));
    if (now.generation() != generation) {
      throw Refused.conflict(site, now.generation(), generation - 1);
    }
    return now.pointer();
  }

  private Project await(String project, String deployment) {
    Instant deadline = Instant.now().plus(LONGEST);
    while (true) {
      Project now = vercel.project(project).orElseThrow(() -> Provisioning.gone(site));
      Optional<AliasRequest> last = now.lastSwitch();
      boolean asked = last.filter(request -> request.to().equals(deployment)).isPresent();
      boolean running =
          last.filter(request -> request.status() == AliasRequest.Status.RUNNING).isPresent();
      boolean there = now.production().equals(Optional.of(deployment));
      if (there && !(asked && running)) {
        return now;
      }
      if (asked && !running) {
        throw unmoved(now, last.get());
      }
      if (!asked && running) {
        throw overtaken();
      }
      if (Instant.now().isAfter(deadline)) {
        throw Vercel.late("Vercel did not move the domains in 3 minutes.");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }

  private ProviderError unmoved(Project project, AliasRequest request) {
    var domains = vercel.unmoved(project, request.type());
    return new ProviderError(
        "vercel.domains-unmoved",
        "Vercel could not move "
            + (domains.isEmpty() ? "the domains" : String.join(", ", domains))
            + " of "
            + project.name()
            + ".",
        "Look at the domains in Vercel's dashboard, and at www.vercel-status.com, then run the same"
            + " command again.",
        true,
        null,
        null);
  }

  private UserError overtaken() {
    return new UserError(
        "deploy.conflict",
        "Somebody switched "
            + site.app()
            + " in "
            + site.environment()
            + " to another deployment at the same time, in Vercel's dashboard or from another"
            + " machine.",
        "Look at 'freehold status', then deploy or roll back again.");
  }
}
