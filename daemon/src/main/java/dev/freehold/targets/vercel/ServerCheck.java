package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Staged;
import dev.freehold.targets.site.NotReady;
import dev.freehold.targets.site.ServiceProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the functions of a staged release whether the app's servers work, and why not. */
final class ServerCheck {
  /** What it sends besides, so that a server says why it does not start to nobody else. */
  static final String KEY_HEADER = "x-freehold-key";

  /** A start may take half a minute. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SiteHttp sites;

  ServerCheck(SiteHttp sites) {
    this.sites = sites;
  }

  /**
   * @param problem empty when it works
   */
  private record Answer(Optional<String> problem, List<String> tail) {}

  /**
   * @param staged with the headers that open its door
   * @throws UserError {@code target.server-not-ready}
   */
  void require(Staged staged, String key, Activation activation) {
    for (ServerFunction server : BuildOutput.servers(activation.artifact())) {
      Answer answer = ask(staged, key, server);
      if (answer.problem().isPresent()) {
        var values = activation.settings().values();
        throw NotReady.of(
            activation.release().name(),
            answer.problem().get(),
            answer.tail().stream().map(line -> ServiceProgram.redacted(line, values)).toList());
      }
    }
  }

  private Answer ask(Staged staged, String key, ServerFunction server) {
    SiteHttp.Answer answer = sites.get(staged, server.path(), Map.of(KEY_HEADER, key), PATIENCE);
    if (answer.status() != 200) {
      return failed("Vercel answered with status " + answer.status() + " in its place.");
    }
    return Json.maybe(answer.body(), Answer.class)
        .orElseGet(() -> failed("Something else answers in its place."));
  }

  private static Answer failed(String problem) {
    return new Answer(Optional.of(problem), List.of());
  }
}
