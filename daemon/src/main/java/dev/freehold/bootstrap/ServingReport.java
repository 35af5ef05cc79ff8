package dev.freehold.bootstrap;

import dev.freehold.targets.local.ServingWatch.Health;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How the serving process is, in words.
 *
 * @param works whether apps are reached now
 * @param trouble empty when all is well and was
 */
record ServingReport(boolean works, Optional<String> trouble) {
  static ServingReport of(Health health) {
    if (!health.wanted()) {
      return new ServingReport(true, Optional.empty());
    }
    if (!health.running()) {
      return new ServingReport(
          false,
          Optional.of(
              "The process that serves the apps on this machine does not run; it is started again. "
                  + health.problem().orElse("")));
    }
    return new ServingReport(
        true,
        health
            .last()
            .map(
                at ->
                    "The process that serves the apps on this machine ended by itself %s and was"
                            .formatted(health.ends() == 1 ? "once" : health.ends() + " times")
                        + " started again, last at "
                        + at.truncatedTo(ChronoUnit.SECONDS)
                        + "."));
  }
}
