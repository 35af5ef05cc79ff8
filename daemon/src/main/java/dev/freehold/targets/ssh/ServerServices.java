package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import java.util.Map;

/**
 * What setting up puts on a server so that it can run servers of apps: {@code
 * /usr/local/lib/freehold/service}, the one thing that the user there may do as root; {@code
 * supervise} for where there is no systemd; and the template unit {@code freehold@.service}.
 */
final class ServerServices {
  static final String PROGRAM = "/usr/local/lib/freehold/service";

  private static final String SERVICE = ServerScripts.text("service");
  private static final String SUPERVISE = ServerScripts.text("supervise");
  private static final String UNIT = ServerScripts.text("freehold@.service");

  private ServerServices() {}

  /** SHA-256 of all three, one behind the other. */
  static String id() {
    return Sha256.of(SERVICE + SUPERVISE + UNIT).hex();
  }

  /** For the script that sets up. */
  static Map<String, String> variables() {
    return Map.of("service", SERVICE, "supervise", SUPERVISE, "unit", UNIT);
  }
}
