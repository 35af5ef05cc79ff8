package dev.freehold.targets.vercel;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An answer of HTTP/1.1 as it came, read to the end of its connection. */
record RawAnswer(int status, List<String> headers, byte[] body) {
  static RawAnswer read(InputStream stream) throws IOException {
    var in = new BufferedInputStream(stream);
    int status = Integer.parseInt(line(in).split(" ")[1]);
    var headers = new ArrayList<String>();
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      headers.add(line);
    }
    return new RawAnswer(status, headers, chunked ? chunks(in) : in.readAllBytes());
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = size(in); size > 0; size = size(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    return body.toByteArray();
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  void send(HttpExchange exchange) throws IOException {
    for (String header : headers) {
      String name = header.substring(0, header.indexOf(':'));
      if (!List.of("connection", "transfer-encoding", "content-length", "keep-alive", "date")
          .contains(name.toLowerCase(Locale.ROOT))) {
        exchange.getResponseHeaders().add(name, header.substring(name.length() + 1).strip());
      }
    }
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }
}
