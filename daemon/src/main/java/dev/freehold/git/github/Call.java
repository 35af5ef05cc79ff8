package dev.freehold.git.github;

import dev.freehold.base.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to the API. Each can be sent again after a lost answer: what is there already is
 * answered with 422, and looked at then.
 *
 * @param doing for messages: {@code "creating the repository ada/shop"}
 * @param path below the API's address, encoded
 */
record Call(
    String doing, String method, String path, Map<String, String> query, Optional<String> body) {

  static Call get(String doing, String path) {
    return new Call(doing, "GET", path, Map.of(), Optional.empty());
  }

  static Call post(String doing, String path, Object body) {
    return new Call(doing, "POST", path, Map.of(), Optional.of(Json.write(body)));
  }

  Call with(String name, String value) {
    var more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new Call(doing, method, path, more, body);
  }

  /** With the query, if there is one. */
  String pathAndQuery() {
    return query.isEmpty() ? path : path + "?" + pairs(query);
  }

  /** As in a query or a form. */
  static String pairs(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
