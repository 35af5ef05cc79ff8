package dev.freehold.targets.ssh;

import dev.freehold.detect.Serving;
import java.util.List;

/**
 * What setting up left on a server: {@code server.json} in {@link ServerFolder#ROOT}.
 *
 * @param format of the folder, so that a later Freehold knows what it finds
 * @param webServer that answers visitors there
 * @param port of the loopback address at which releases are looked at before they are live
 * @param http port at which nginx answers visitors; Caddy's own configuration has its
 * @param https the same with a certificate
 * @param zstd whether archives may be sent in that format
 * @param installedCaddy whether it was not there before
 */
public record ServerDetails(
    int format,
    WebServer webServer,
    int port,
    int http,
    int https,
    boolean zstd,
    boolean installedCaddy) {
  public static final int FORMAT = 1;
  static final int HTTP = 80;
  static final int HTTPS = 443;

  ServerDetails withInstalledCaddy() {
    return new ServerDetails(format, webServer, port, http, https, zstd, true);
  }

  /**
   * @param name of the site, {@code guestbook.production}
   * @param folder that is served; its name may contain the id of the rules as {@code @ID@}
   */
  SiteRules rules(String name, List<Address> addresses, Serving serving, String folder) {
    return switch (webServer) {
      case CADDY -> CaddyRules.of(name, addresses, serving, folder);
      case NGINX -> new NginxRules(serving, http, https).of(addresses, folder);
    };
  }
}
