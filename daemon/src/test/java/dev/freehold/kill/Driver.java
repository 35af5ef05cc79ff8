package dev.freehold.kill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.UnixHttp;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;

/**
 * A client that deploys a small page through the API. Each act may be repeated after the daemon was
 * killed in the middle of it, as a client that lost its connection would.
 */
public final class Driver {
  public static final String APP = "page";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final UnixHttp http;

  public Driver(UnixHttp http) {
    this.http = http;
  }

  /** A page whose content names its version; the same bytes each time. */
  public static byte[] zip(String marker) throws IOException {
    var files = new TreeMap<String, String>();
    files.put(
        "index.html",
        "<!doctype html><html lang=en><title>Page</title><script src=/app.js></script><p>"
            + marker
            + "</p>");
    files.put("app.js", "globalThis.marker = '" + marker + "';");
    files.put("about.html", "<!doctype html><html lang=en><title>About</title><p>About</p>");
    return zip(files);
  }

  static byte[] zip(SortedMap<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        put(zip, file.getKey(), file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** Returns the id of an export that waits for its bytes. */
  public String begin() throws IOException {
    return ok(http.post("/v1/exports", Map.of("name", APP, "kind", "zip"))).path("id").asText();
  }

  public void upload(String export, byte[] zip) throws IOException {
    ok(
        http.send(
            "PUT",
            "/v1/exports/" + export + "/chunks?offset=0&sha256=" + Sha256.of(zip).hex(),
            Map.of("Content-Type", "application/octet-stream"),
            zip));
  }

  public void complete(String export) throws IOException {
    ok(http.post("/v1/exports/" + export + "/complete", Map.of("leftOut", List.of())));
  }

  public String plan(String export) throws IOException {
    var request = Map.of("kind", "deploy", "exportId", export, "consents", List.of("build"));
    return ok(http.post("/v1/apps/" + APP + "/plans", request)).path("id").asText();
  }

  public String planRollback() throws IOException {
    return ok(http.post("/v1/apps/" + APP + "/plans", Map.of("kind", "rollback")))
        .path("id")
        .asText();
  }

  public JsonNode awaitPlan(String plan) {
    return Awaitility.await("plan " + plan)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> ok(http.get("/v1/plans/" + plan)),
            p -> !p.path("state").asText().equals("preparing"));
  }

  public String approve(JsonNode plan, String requestId) throws IOException {
    return approve(plan, requestId, 1);
  }

  public String approve(JsonNode plan, String requestId, int watchSeconds) throws IOException {
    return ok(http.post(
            "/v1/apps/" + APP + "/deployments",
            Map.of(
                "planHash",
                plan.path("hash").asText(),
                "nonce",
                plan.path("nonce").asText(),
                "requestId",
                requestId,
                "watchSeconds",
                watchSeconds)))
        .path("deployment")
        .asText();
  }

  public JsonNode awaitDeployment(String deployment) {
    return Awaitility.await("deployment " + deployment)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> ok(http.get("/v1/deployments/" + deployment)),
            d -> !Set.of("running").contains(d.path("state").asText()));
  }

  /** Sets a target up as its owner does after a look at what that would change. */
  void connect(String name, String kind, Map<String, String> values) throws IOException {
    Map<String, Object> wanted = Map.of("kind", kind, "values", values);
    String hash = ok(http.post("/v1/targets/looks", wanted)).path("hash").asText();
    var approved = new HashMap<>(wanted);
    approved.put("hash", hash);
    ok(http.sendJson("PUT", "/v1/targets/" + name, Json.write(approved)));
  }

  /** Has the app's production go there; the app is known already. */
  void sendTo(String target) throws IOException {
    ok(
        http.sendJson(
            "PUT",
            "/v1/apps/" + APP + "/environments/production",
            Json.write(Map.of("target", target))));
  }

  public JsonNode app() throws IOException {
    return ok(http.get("/v1/apps/" + APP));
  }

  public JsonNode history() throws IOException {
    return ok(http.get("/v1/apps/" + APP + "/deployments?limit=100")).path("deployments");
  }

  private static JsonNode ok(UnixHttp.Answer answer) {
    if (answer.status() >= 300) {
      throw new AssertionError(answer.status() + " " + answer.text());
    }
    return answer.json();
  }
}
