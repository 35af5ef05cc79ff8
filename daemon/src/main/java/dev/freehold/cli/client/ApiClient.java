package dev.freehold.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.http.Response;
import dev.freehold.http.UnixHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The daemon's API. When nobody listens or a connection drops, the daemon is started and the
 * request sent again: every request is either harmless twice or carries an id that makes it so.
 */
public final class ApiClient {
  private static final int ATTEMPTS = 3;
  private static final byte[] NOTHING = {};
  private static final Map<String, String> JSON =
      Map.of("Accept", "application/json", "Content-Type", "application/json");

  private final UnixHttp http;
  private final Revival revival;

  /** Brings the daemon back. */
  @FunctionalInterface
  public interface Revival {
    void revive();
  }

  public ApiClient(Path socket, Revival revival) {
    this.http = new UnixHttp(socket);
    this.revival = revival;
  }

  public JsonNode get(String target) {
    return call("GET", target, Map.of("Accept", "application/json"), NOTHING);
  }

  public JsonNode post(String target, ObjectNode body) {
    return call("POST", target, JSON, bytes(body));
  }

  public JsonNode put(String target, ObjectNode body) {
    return call("PUT", target, JSON, bytes(body));
  }

  public JsonNode patch(String target, ObjectNode body) {
    return call("PATCH", target, JSON, bytes(body));
  }

  public JsonNode delete(String target, ObjectNode body) {
    return call("DELETE", target, JSON, bytes(body));
  }

  /** One attempt, so that the caller can ask first what arrived. */
  JsonNode putOctets(String target, byte[] body) throws IOException {
    return once("PUT", target, Map.of("Content-Type", "application/octet-stream"), body);
  }

  /** One attempt; the answer is the caller's to close. */
  Response stream(String target, Map<String, String> headers) throws IOException {
    Response response = http.send("GET", target, headers, NOTHING);
    if (response.status() != 200) {
      try (response) {
        throw Problems.of(response);
      }
    }
    return response;
  }

  /**
   * Has the daemon do something for as long as the answer is open.
   *
   * @throws MachineError {@code daemon.connection-lost}
   */
  public Held hold(String target) {
    for (int attempt = 1; ; attempt++) {
      try {
        return held(target);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw lost(e);
        }
        revival.revive();
      }
    }
  }

  private Held held(String target) throws IOException {
    Response response = http.send("POST", target, JSON, NOTHING);
    if (response.status() != 200) {
      try (response) {
        throw Problems.of(response);
      }
    }
    return Held.of(response);
  }

  void revive() {
    revival.revive();
  }

  /** Encodes one segment of a path or one value of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode call(String method, String target, Map<String, String> headers, byte[] body) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(method, target, headers, body);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw lost(e);
        }
        revival.revive();
      }
    }
  }

  private JsonNode once(String method, String target, Map<String, String> headers, byte[] body)
      throws IOException {
    try (Response response = http.send(method, target, headers, body)) {
      if (response.status() >= 400) {
        throw Problems.of(response);
      }
      byte[] answer = response.body().readAllBytes();
      if (answer.length == 0) {
        return Json.mapper().createObjectNode();
      }
      try {
        return Json.mapper().readTree(answer);
      } catch (JsonProcessingException e) {
        throw new DaemonBug(
            "internal.bug",
            "The daemon's answer to " + method + " " + target + " is not JSON.",
            "Report it with the end of the daemon's log.");
      }
    }
  }

  static MachineError lost(IOException cause) {
    return new MachineError(
        "daemon.connection-lost",
        "The connection to the daemon was lost again and again: " + cause.getMessage() + ".",
        "Run 'freehold daemon status' and look at the daemon's log.",
        cause);
  }

  private static byte[] bytes(ObjectNode body) {
    return Json.write(body).getBytes(StandardCharsets.UTF_8);
  }
}
