package dev.freehold.targets.local.site;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the servers of a release are: {@code services/v3.SETTINGS.json}. Written at every change, so
 * it may be older than the last request.
 *
 * @param settingsId of the settings that they run with
 */
public record ServicesState(String releaseId, String settingsId, List<OneService> services) {
  /**
   * @param name within the app
   * @param port on the loopback address; 0 when it has none yet
   * @param crashes how often it failed within the minute before {@code failedAt}
   * @param problem why it did not answer or ended, at its last failure
   * @param tail what it wrote last before that, without the values of secret variables
   */
  public record OneService(
      String name,
      State state,
      int port,
      int crashes,
      Optional<Instant> failedAt,
      Optional<String> problem,
      List<String> tail) {}

  /** Of a server that failed so often within a minute, and not longer ago than this. */
  public Optional<String> complaint(Instant since, int crashes) {
    return services.stream()
        .filter(service -> service.crashes() >= crashes)
        .filter(service -> service.failedAt().filter(since::isBefore).isPresent())
        .findFirst()
        .map(
            service ->
                "The server "
                    + service.name()
                    + " failed "
                    + service.crashes()
                    + " times within a minute. "
                    + service.problem().orElse(""));
  }

  /** A service is ready once it has answered. */
  public enum State {
    STARTING,
    READY,
    /** It ended or never answered, and is started again after a pause. */
    DOWN,
    STOPPED
  }
}
