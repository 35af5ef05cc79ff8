package dev.freehold.builds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A registry of npm packages as github.com/npm/registry describes it: documents and tarballs. */
final class TinyRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Map<String, Release>> packages = new TreeMap<>();

  private record Release(String time, String dependencies, String scripts, byte[] tarball) {}

  TinyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /**
   * @param dependencies of package.json, an object in JSON
   */
  void release(String name, String version, String time, String dependencies) throws IOException {
    release(name, version, time, dependencies, "{}");
  }

  /**
   * @param scripts of package.json, an object in JSON
   */
  void release(String name, String version, String time, String dependencies, String scripts)
      throws IOException {
    String manifest = manifest(name, version, dependencies, scripts);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
      var entry = new TarArchiveEntry("package/package.json");
      entry.setSize(text.length);
      tar.putArchiveEntry(entry);
      tar.write(text);
      tar.closeArchiveEntry();
    }
    packages
        .computeIfAbsent(name, _ -> new TreeMap<>())
        .put(version, new Release(time, dependencies, scripts, bytes.toByteArray()));
  }

  private static String manifest(String name, String version, String dependencies, String scripts) {
    return "{\"name\":\"%s\",\"version\":\"%s\",\"dependencies\":%s,\"scripts\":%s}"
        .formatted(name, version, dependencies, scripts);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
    Map<String, Release> releases = packages.getOrDefault(path[0], Map.of());
    byte[] body =
        path.length > 1 && releases.containsKey(path[1])
            ? releases.get(path[1]).tarball
            : releases.isEmpty()
                ? "{}".getBytes(StandardCharsets.UTF_8)
                : document(path[0], releases).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(releases.isEmpty() ? 404 : 200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private String document(String name, Map<String, Release> releases) {
    String versions =
        releases.entrySet().stream()
            .map(
                release -> {
                  String manifest =
                      manifest(
                          name,
                          release.getKey(),
                          release.getValue().dependencies,
                          release.getValue().scripts);
                  return "\"%s\":%s,\"dist\":{\"tarball\":\"%s%s/%s\"}}"
                      .formatted(
                          release.getKey(),
                          manifest.substring(0, manifest.length() - 1),
                          address(),
                          name,
                          release.getKey());
                })
            .collect(Collectors.joining(","));
    String times =
        releases.entrySet().stream()
            .map(r -> "\"" + r.getKey() + "\":\"" + r.getValue().time + "\"")
            .collect(Collectors.joining(","));
    String latest = releases.keySet().stream().reduce((a, b) -> b).orElseThrow();
    return "{\"name\":\"%s\",\"dist-tags\":{\"latest\":\"%s\"},\"versions\":{%s},\"time\":{%s}}"
        .formatted(name, latest, versions, times);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
