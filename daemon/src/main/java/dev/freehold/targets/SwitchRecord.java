package dev.freehold.targets;

import dev.freehold.app.Domain;
import dev.freehold.app.Settings;
import dev.freehold.release.Release;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a switch leaves on a provider, so that another machine can take the site over.
 *
 * @param run the deployment that switched
 * @param who the user and the machine that deployed, {@code ann@laptop}
 * @param www whether a second name led to it
 * @param names of its owner under which it was reached, the best one first; a version that did not
 *     write them had a certificate for them alone
 * @param files number of the artifact's files
 * @param bytes their size
 * @param settings what the release ran with
 */
public record SwitchRecord(
    long generation,
    String run,
    Instant at,
    String who,
    URI url,
    boolean www,
    List<String> names,
    Release release,
    int files,
    long bytes,
    Variables settings) {
  public SwitchRecord {
    names = names == null ? certified(url, www) : List.copyOf(names);
  }

  private static List<String> certified(URI url, boolean www) {
    return url.getScheme().equals("https") ? new Domain(url.getHost(), www).names() : List.of();
  }

  /** Of a switch that is about to be made. */
  public static SwitchRecord of(
      Activation activation,
      long generation,
      String run,
      Instant at,
      String who,
      URI url,
      Optional<Domain> domain) {
    Settings settings = activation.settings();
    Map<String, String> shown = settings.publicValues();
    return new SwitchRecord(
        generation,
        run,
        at,
        who,
        url,
        domain.map(Domain::www).orElse(false),
        domain.map(Domain::names).orElse(List.of()),
        activation.release(),
        activation.artifact().files().size(),
        activation.artifact().bytes(),
        new Variables(
            settings.id(),
            settings.revision(),
            shown,
            settings.values().keySet().stream().filter(name -> !shown.containsKey(name)).toList()));
  }

  /**
   * Of one revision.
   *
   * @param values the public ones, by name
   * @param withheld names of all others
   */
  public record Variables(
      String id, int revision, Map<String, String> values, List<String> withheld) {}
}
