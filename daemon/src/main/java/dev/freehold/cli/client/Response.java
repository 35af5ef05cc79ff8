package dev.freehold.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What the daemon answered. Closing it closes the connection.
 *
 * @param headers by lower-case name
 * @param body already without HTTP's framing
 */
record Response(int status, Map<String, String> headers, InputStream body)
    implements AutoCloseable {
  boolean hasProblem() {
    return header("content-type").startsWith("application/problem+json");
  }

  String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
