package dev.freehold.api;

import java.time.Instant;
import java.util.Optional;

/**
 * @param socket path of the Unix socket
 * @param apps how many there are
 * @param serving the process that serves local apps; empty while it does not run
 * @param servingTrouble what is or was wrong with it
 */
public record DaemonStatus(
    long pid,
    String socket,
    String version,
    String home,
    Instant startedAt,
    long uptimeMillis,
    long apps,
    Optional<Serving> serving,
    Optional<String> servingTrouble) {

  /**
   * @param port shared by all local apps, on 127.0.0.1
   */
  public record Serving(long pid, int port) {}
}
