package dev.freehold.deploy.prepare;

import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.PlanRequest;
import dev.freehold.release.Baked;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the owner should know of a release that goes from one environment to another. */
record Promotion(Places places, Releases releases, Likeness likeness) {
  /**
   * @param made the release that would go live; empty when its sources are not here
   * @param coming settings that it would go live with
   * @return one sentence each; nothing for what is no promotion
   */
  List<String> notes(Subject subject, Optional<Release> made, Settings coming) {
    PlanRequest request = subject.plan().request();
    if (request.fromId().isEmpty()) {
      return List.of();
    }
    Environment from = places.environments().byId(request.fromId().get());
    Release promoted = releases.require(request.releaseId().orElseThrow());
    var notes = new ArrayList<String>();
    if (made.isEmpty()) {
      notes.add(
          "The sources of "
              + promoted.name()
              + " are not on this machine, so neither its variables nor the values inside it were"
              + " checked for "
              + subject.environment().name()
              + ".");
    }
    made.filter(release -> !release.id().equals(promoted.id()))
        .ifPresent(release -> notes.add(builtAgain(promoted, release, from, subject)));
    notes.addAll(onlyThere(from, subject.environment(), coming));
    notes.addAll(likeness.notes(subject.app(), from, subject.environment(), coming));
    return List.copyOf(notes);
  }

  private static String builtAgain(
      Release promoted, Release made, Environment from, Subject subject) {
    List<String> names =
        promoted
            .baked()
            .map(baked -> baked.differences(made.baked().orElse(Baked.NOTHING)))
            .orElse(List.of());
    String values = names.isEmpty() ? "values" : "the values of " + String.join(", ", names);
    return promoted.name()
        + " has "
        + values
        + " from "
        + from.name()
        + " inside, so it was built again from the same commit: "
        + made.name()
        + " goes to "
        + subject.environment().name()
        + ".";
  }

  /** A server may read what no look at its code can find. */
  private List<String> onlyThere(Environment from, Environment to, Settings coming) {
    var names =
        from.live().map(LiveRelease::settingsId).flatMap(places.settings()::find).stream()
            .flatMap(settings -> settings.variables().stream())
            .map(Variable::name)
            .collect(Collectors.toCollection(TreeSet::new));
    coming.variables().forEach(variable -> names.remove(variable.name()));
    return names.isEmpty()
        ? List.of()
        : List.of(
            from.name()
                + " has "
                + (names.size() == 1 ? "a value of " : "values of ")
                + String.join(", ", names)
                + ", and "
                + to.name()
                + " has none.");
  }
}
