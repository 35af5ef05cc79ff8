package dev.freehold.targets.vercel.api;

import dev.freehold.base.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request with JSON.
 *
 * @param doing for messages: {@code "creating the project shop"}
 * @param repeatable whether sending it twice does no more than sending it once
 */
record Call(
    String doing,
    String method,
    String path,
    Map<String, String> query,
    Optional<String> body,
    boolean repeatable) {

  static Call get(String doing, String path) {
    return new Call(doing, "GET", path, Map.of(), Optional.empty(), true);
  }

  static Call delete(String doing, String path) {
    return new Call(doing, "DELETE", path, Map.of(), Optional.empty(), true);
  }

  /** Repeated by whoever finds out first whether it was applied. */
  static Call post(String doing, String path, Object body) {
    return new Call(doing, "POST", path, Map.of(), Optional.of(Json.write(body)), false);
  }

  Call with(String name, String value) {
    var more = new LinkedHashMap<>(query);
    more.put(name, value);
    return new Call(doing, method, path, more, body, repeatable);
  }

  Call by(String otherMethod) {
    return new Call(doing, otherMethod, path, query, body, repeatable);
  }

  Call again() {
    return new Call(doing, method, path, query, body, true);
  }

  /** Without the body, which may hold secrets. */
  @Override
  public String toString() {
    return "Call[" + method + " " + path + "]";
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
