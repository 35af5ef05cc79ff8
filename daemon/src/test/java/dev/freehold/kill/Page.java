package dev.freehold.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A page fetched on a new connection, by its public address: the name is resolved by us. */
public record Page(int status, Map<String, String> headers, String body) {

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public static Page fetch(String url) throws IOException {
    return ask("GET", url, "Accept: text/html,*/*\r\n", "");
  }

  /**
   * @param origin of the page with the form
   * @param type of the body
   */
  public static Page post(String url, String origin, String type, String body) throws IOException {
    return ask(
        "POST",
        url,
        "Accept: text/html,*/*\r\nOrigin: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
            .formatted(origin, type, body.length()),
        body);
  }

  private static Page ask(String method, String url, String more, String body) throws IOException {
    URI address = URI.create(url);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path
                      + query
                      + " HTTP/1.1\r\nHost: "
                      + address.getAuthority()
                      + "\r\n"
                      + more
                      + "Connection: close\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new IOException("no whole answer from " + url + ": " + answer);
      }
      String[] head = answer.substring(0, end).split("\r\n");
      var headers = new HashMap<String, String>();
      for (int i = 1; i < head.length; i++) {
        int colon = head[i].indexOf(':');
        headers.put(
            head[i].substring(0, colon).toLowerCase(Locale.ROOT),
            head[i].substring(colon + 1).trim());
      }
      return new Page(Integer.parseInt(head[0].split(" ")[1]), headers, answer.substring(end + 4));
    }
  }
}
