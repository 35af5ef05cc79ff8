package dev.freehold.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What the daemon answered. Closing it closes the connection.
 *
 * @param headers by lower-case name
 * @param body already without HTTP's framing
 */
public record Response(int status, Map<String, String> headers, InputStream body)
    implements AutoCloseable {
  public boolean hasProblem() {
    return header("content-type").startsWith("application/problem+json");
  }

  public String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
