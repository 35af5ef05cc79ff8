package dev.freehold.targets.aws.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * @param path as it was sent
 * @param rawQuery as it was sent, without the question mark
 * @param query decoded; a name alone has an empty value
 * @param headers by name in lower case
 */
record AwsRequest(
    String method,
    String path,
    String rawQuery,
    Map<String, String> query,
    Map<String, List<String>> headers,
    byte[] body) {

  static AwsRequest read(HttpExchange exchange) throws IOException {
    var headers = new TreeMap<String, List<String>>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return new AwsRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query,
        query(query),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  static Map<String, String> query(String raw) {
    var query = new LinkedHashMap<String, String>();
    if (!raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getFirst);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** As RFC 3986 and AWS write it. */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
