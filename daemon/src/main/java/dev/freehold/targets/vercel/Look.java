package dev.freehold.targets.vercel;

import dev.freehold.app.LiveRelease;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.Project;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Vercel shows of a site at one instant.
 *
 * @param deployments production deployments of the project, the newest first
 * @param taken whether it is the project of somebody else, who was not asked
 * @param generation counts the switches that were made or seen from here
 */
record Look(Optional<Project> project, List<Known> deployments, boolean taken, long generation) {
  static final Look NOTHING = new Look(Optional.empty(), List.of(), false, 0);

  static Look taken(Project project) {
    return new Look(Optional.of(project), List.of(), true, 0);
  }

  /** The same deployments, of which another may be live. */
  Look with(Project now, long nowGeneration) {
    return new Look(Optional.of(now), deployments, taken, nowGeneration);
  }

  /**
   * A deployment with what it is to us.
   *
   * @param mark empty for one that Freehold did not make for this site
   */
  record Known(Deployment deployment, Optional<Mark> mark) {
    String id() {
      return deployment.id();
    }

    Optional<LiveRelease> release() {
      return mark.map(m -> new LiveRelease(m.release().id(), m.settings().id()));
    }

    /** Whether this very step made it. */
    boolean isOf(StepRecord step) {
      return mark.filter(m -> m.step().equals(step.key())).isPresent();
    }

    boolean is(Activation activation) {
      return mark.filter(m -> m.isOf(activation)).isPresent();
    }
  }

  Optional<Known> byId(String id) {
    return deployments.stream().filter(known -> known.id().equals(id)).findFirst();
  }

  /** What visitors see. */
  Optional<Known> live() {
    return project.flatMap(Project::production).flatMap(this::byId);
  }

  /** What visitors saw before: what the newest switch came from, or else what was made before. */
  Optional<Known> before() {
    Optional<Known> live = live();
    Optional<String> from =
        project
            .flatMap(Project::lastSwitch)
            .filter(last -> live.map(Known::id).equals(Optional.of(last.to())))
            .map(Project.AliasRequest::from);
    return from.isPresent()
        ? from.flatMap(this::byId)
        : live.flatMap(
            now ->
                deployments.stream()
                    .filter(known -> known.deployment().promoted())
                    .filter(known -> known.deployment().created().isBefore(created(now)))
                    .findFirst());
  }

  private static Instant created(Known known) {
    return known.deployment().created();
  }

  Pointer pointer() {
    return generation == 0
        ? Pointer.NONE
        : new Pointer(live().flatMap(Known::release), before().flatMap(Known::release), generation);
  }

  Observed observed() {
    return new Observed(pointer(), retained());
  }

  /** Releases that were live here, the live one and the one before first. */
  private List<String> retained() {
    Stream<Known> first = Stream.concat(live().stream(), before().stream());
    Stream<Known> others =
        deployments.stream()
            .filter(known -> known.deployment().isReady() && known.deployment().promoted());
    return Stream.concat(first, others)
        .flatMap(known -> known.release().stream())
        .map(LiveRelease::releaseId)
        .distinct()
        .toList();
  }

  /**
   * A deployment of exactly this, the most useful one: what is live, then what was live before,
   * then the newest.
   */
  Optional<Known> find(Activation activation, Predicate<Known> fits) {
    List<String> preferred =
        Stream.concat(live().stream(), before().stream()).map(Known::id).toList();
    return deployments.stream()
        .filter(known -> known.is(activation) && fits.test(known))
        .min(
            Comparator.comparingInt(
                known -> {
                  int rank = preferred.indexOf(known.id());
                  return rank < 0 ? preferred.size() : rank;
                }));
  }

  /** Whether any plan of Vercel's lets domains be moved to it. */
  boolean isNear(Known known) {
    return !known.deployment().promoted() || isLiveOrBefore(known);
  }

  boolean isLiveOrBefore(Known known) {
    return Stream.concat(live().stream(), before().stream())
        .anyMatch(one -> one.id().equals(known.id()));
  }
}
