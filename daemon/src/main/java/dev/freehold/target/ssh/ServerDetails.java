package dev.freehold.target.ssh;

/**
 * What setting up left on a server: {@code server.json} in {@link ServerFolder#ROOT}.
 *
 * @param format of the folder, so that a later Freehold knows what it finds
 * @param port of the loopback address at which releases are looked at before they are live
 * @param config the web server's configuration, which includes what Freehold writes
 * @param zstd whether archives may be sent in that format
 * @param installedCaddy whether it was not there before
 */
public record ServerDetails(
    int format, int port, String config, boolean zstd, boolean installedCaddy) {
  public static final int FORMAT = 1;
  static final String CONFIG = "/etc/caddy/Caddyfile";
}
