package dev.freehold.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The lines of HTTP/1.1's head. */
final class HttpLines {
  private static final int LONGEST = 16 << 10;

  private HttpLines() {}

  /** Without its end. */
  static String read(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the daemon closed the connection before it had answered");
      }
      if (line.size() > LONGEST) {
        throw new IOException("a line of the daemon's answer is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  static int status(InputStream in) throws IOException {
    String line = read(in);
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
      throw new IOException("not an answer in HTTP: " + line);
    }
    return Integer.parseInt(parts[1]);
  }

  /** By lower-case name. */
  static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    for (String line = read(in); !line.isEmpty(); line = read(in)) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }
}
