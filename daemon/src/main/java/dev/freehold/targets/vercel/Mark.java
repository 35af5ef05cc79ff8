package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.release.Release;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Site;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.site.Operator;
import dev.freehold.targets.vercel.api.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Freehold writes down with a deployment, so that Vercel can tell what it is.
 *
 * @param step key of the step that made it
 * @param who made it, {@code ann@laptop}
 */
record Mark(
    Site site,
    Release release,
    int files,
    long bytes,
    SwitchRecord.Variables settings,
    String run,
    String step,
    String who) {
  private static final String KEY = "freehold";

  static Mark of(Site site, Activation activation, String run, String step) {
    Map<String, String> shown = activation.settings().publicValues();
    List<String> withheld =
        activation.settings().values().keySet().stream()
            .filter(name -> !shown.containsKey(name))
            .toList();
    return new Mark(
        site,
        activation.release(),
        activation.artifact().files().size(),
        activation.artifact().bytes(),
        new SwitchRecord.Variables(
            activation.settings().id(), activation.settings().revision(), shown, withheld),
        run,
        step,
        Operator.NAME);
  }

  Map<String, String> meta() {
    return Map.of(KEY, Json.write(this));
  }

  /** Empty for a deployment that is not ours, or not of this site. */
  static Optional<Mark> of(Deployment deployment, Site site) {
    return of(deployment).filter(mark -> mark.site().equals(site));
  }

  /** Empty for a deployment that is not ours. */
  static Optional<Mark> of(Deployment deployment) {
    String text = deployment.meta().get(KEY);
    return Optional.ofNullable(text)
        .flatMap(known -> Json.maybe(known, Mark.class))
        .filter(mark -> mark.site() != null);
  }

  /** Of the deployment of one release with its settings. */
  boolean isOf(Activation activation) {
    return release.id().equals(activation.release().id())
        && settings.id().equals(activation.settings().id());
  }
}
