package dev.freehold.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Where the home is, and where the daemon of a home listens. */
public final class DaemonAddress {
  /** A Unix socket's path is at most 107 bytes on Linux and 103 on macOS (sun_path). */
  private static final int LONGEST_SOCKET_PATH = 100;

  private DaemonAddress() {}

  /** {@code FREEHOLD_HOME}, or {@code ~/.freehold}; absolute. */
  public static Path home(Map<String, String> environment) {
    String override = environment.get("FREEHOLD_HOME");
    Path home =
        override != null && !override.isBlank()
            ? Path.of(override)
            : Path.of(System.getProperty("user.home"), ".freehold");
    return home.toAbsolutePath().normalize();
  }

  /**
   * In the home. One whose path is too long for a socket gets a private folder under the system's
   * temporary one, named by a hash of the home.
   *
   * @param home absolute
   */
  public static Path socket(Path home) {
    Path inside = home.resolve("run").resolve("daemon.sock");
    if (inside.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
      return inside;
    }
    return Path.of("/tmp", "freehold-" + hash(home.toString()).substring(0, 16), "daemon.sock");
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
