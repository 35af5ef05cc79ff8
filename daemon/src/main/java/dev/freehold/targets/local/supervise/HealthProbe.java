package dev.freehold.targets.local.supervise;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server on this machine whether it answers. */
final class HealthProbe {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(1);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private HealthProbe() {}

  /** What asking showed. */
  enum Result {
    /** It answers with a status below 500. */
    READY,
    /** It answers, and says that it can't. */
    FAILING,
    /** Nothing listens, or what listens does not answer. */
    SILENT
  }

  /**
   * @param host value of the Host header, as visitors send it
   */
  static Result ask(int port, String host, String path) {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) CONNECTS_WITHIN.toMillis());
      socket.setSoTimeout((int) ANSWERS_WITHIN.toMillis());
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      Matcher status = STATUS.matcher(new String(start, StandardCharsets.US_ASCII));
      if (!status.matches()) {
        return Result.SILENT;
      }
      return Integer.parseInt(status.group(1)) < 500 ? Result.READY : Result.FAILING;
    } catch (IOException notYet) {
      return Result.SILENT;
    }
  }
}
