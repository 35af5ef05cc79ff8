package dev.freehold.targets.aws;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving.Service;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Staged;
import dev.freehold.targets.site.NotReady;
import dev.freehold.targets.site.ServiceProgram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the server of a staged release, by the site's own address, whether it works. */
final class ServerCheck {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Until an answer begins, CloudFront waits no longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(65);

  private final SiteProbe probe;
  private final Patience patience;

  ServerCheck(SiteProbe probe, Patience patience) {
    this.probe = probe;
    this.patience = patience;
  }

  /**
   * @param problem empty when it works
   */
  private record Answer(Optional<String> problem, List<String> tail) {}

  /**
   * @param staged with the header that opens its door
   * @throws UserError {@code target.server-not-ready}
   */
  void require(Service server, Staged staged, Activation activation, StepContext step) {
    Answer answer =
        patience.until(
            LONGEST,
            () ->
                probe
                    .get(staged, ServerPackage.checkPath(server), PATIENCE)
                    .flatMap(body -> Json.maybe(body, Answer.class))
                    .filter(said -> said.tail() != null),
            () ->
                Patience.late(
                    "The function of the server "
                        + server.name()
                        + " did not answer in 3 minutes."),
            step);
    answer
        .problem()
        .ifPresent(
            problem -> {
              var values = activation.settings().values();
              throw NotReady.of(
                  activation.release().name(),
                  problem,
                  answer.tail().stream()
                      .map(line -> ServiceProgram.redacted(line, values))
                      .toList());
            });
  }
}
