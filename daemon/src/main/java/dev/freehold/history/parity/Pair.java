package dev.freehold.history.parity;

import dev.freehold.app.App;
import java.util.Optional;

/**
 * Two environments of one app.
 *
 * @param from the one that is judged, {@code staging}
 * @param to the one that it speaks of, {@code production}
 */
record Pair(App app, Side from, Side to) {
  /** Then what else must not be shared is the same. */
  boolean isOne() {
    return from.environment().id().equals(to.environment().id());
  }

  /** Whether the first has what the second shall get: a newer release, or the first one at all. */
  boolean isAhead() {
    return from.live().isPresent()
        && to.live().map(r -> r.number() < from.live().get().number()).orElse(true);
  }

  /**
   * Of what comes with a release: it is what {@code from} is for while it is ahead, and wrong when
   * it is behind.
   */
  Severity ofRelease() {
    return isAhead() ? Severity.HARMLESS : Severity.LIES;
  }

  /** Why {@link #ofRelease} is what it is. */
  String reasonOfRelease() {
    return isAhead()
        ? "It comes with the newer release, and goes along when that is promoted."
        : to.name() + " has a newer release, so what is tried in " + from.name() + " is outdated.";
  }

  /** What to do about what comes with a release. */
  String bringRelease() {
    Side source = isAhead() ? from : to;
    Side place = isAhead() ? to : from;
    return command("promote --from " + source.name() + " --to " + place.name());
  }

  String command(String words) {
    return "freehold " + words + " --app " + app.slug();
  }

  /** The same for one of the environments. */
  String command(String words, Side side) {
    return command(words + " --env " + side.name());
  }

  /** Why files can't be compared; empty when both are here. */
  Optional<String> whyNoArtifacts() {
    return why(from).or(() -> why(to));
  }

  private static Optional<String> why(Side side) {
    if (side.live().isEmpty()) {
      return Optional.of("Nothing is live in " + side.name() + ".");
    }
    return side.artifact().isPresent()
        ? Optional.empty()
        : Optional.of("The files that are live in " + side.name() + " are not on this machine.");
  }
}
