package dev.freehold.detect;

import dev.freehold.app.Overrides;
import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.FrameworkRule.Match;
import java.util.ArrayList;
import java.util.Optional;

/** Puts what the owner says in the place of what a rule concluded. */
final class Overriding {
  private Overriding() {}

  static Match apply(Overrides overrides, Match match) {
    // with start it says where the public files are, and no folder takes the place of another
    Optional<String> output =
        overrides.of(Key.OUTPUT).filter(_ -> overrides.of(Key.START).isEmpty());
    Optional<String> fallback = overrides.of(Key.FALLBACK);
    if (output.isEmpty() && fallback.isEmpty()) {
      return match;
    }
    var conclusions = new ArrayList<>(match.conclusions());
    output.ifPresent(folder -> replace(conclusions, "output", folder));
    fallback.ifPresent(
        page ->
            replace(
                conclusions,
                "routing",
                page.equals("none")
                    ? "files only"
                    : "addresses that match no file answer " + page));
    Serving serving = match.serving();
    return new Match(
        match.framework(),
        match.install(),
        match.buildScript(),
        output.orElse(match.output()),
        match.parts(),
        fallback.isEmpty()
            ? serving
            : new Serving(
                serving.publicFolder(),
                fallback.filter(page -> !page.equals("none")),
                serving.services(),
                serving.proxies()),
        match.environment(),
        match.variables(),
        match.adaptations(),
        match.defaults(),
        conclusions);
  }

  private static void replace(ArrayList<Conclusion> conclusions, String subject, String value) {
    conclusions.removeIf(conclusion -> conclusion.subject().equals(subject));
    conclusions.add(new Conclusion(subject, value, Conclusions.SET));
  }
}
