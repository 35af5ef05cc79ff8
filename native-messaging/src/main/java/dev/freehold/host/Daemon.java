package dev.freehold.host;

import dev.freehold.http.NobodyListens;
import dev.freehold.http.Response;
import dev.freehold.http.UnixHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The daemon's API, from a daemon that is started when nobody listens. */
final class Daemon {
  private final UnixHttp http;
  private final DaemonStart start;

  Daemon(Path socket, DaemonStart start) {
    this.http = new UnixHttp(socket);
    this.start = start;
  }

  /**
   * Sends it once. A request that may have arrived is never sent again.
   *
   * @throws Refusal when there is no daemon and none can be started
   * @throws IOException when the connection drops
   */
  Response send(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException, Refusal, InterruptedException {
    var all = new TreeMap<>(headers);
    all.put("Freehold-Client", "extension");
    try {
      return http.send(method, target, all, body);
    } catch (NobodyListens e) {
      start.ensure();
      return http.send(method, target, all, body);
    }
  }
}
