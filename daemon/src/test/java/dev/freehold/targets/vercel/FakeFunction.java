package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.freehold.base.Json;
import dev.freehold.file.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A function of a deployment in a Node of its own, which is started when it is asked for the first
 * time, with the variables of its deployment and no others.
 */
final class FakeFunction implements AutoCloseable {
  private static final Set<String> RUNTIMES = Set.of("nodejs20.x", "nodejs22.x", "nodejs24.x");
  private static final String BRIDGE =
      """
      import http from 'node:http';
      import { pathToFileURL } from 'node:url';
      const { default: handler } = await import(pathToFileURL(process.argv[2]));
      const server = http.createServer((request, response) => handler(request, response));
      server.listen(0, '127.0.0.1', () => console.log('PORT ' + server.address().port));
      """;

  private final Map<String, byte[]> files;
  private final JsonNode config;
  private Optional<Running> running = Optional.empty();

  private record Running(Path folder, Process process, int port) {}

  /**
   * @param files of its folder
   */
  FakeFunction(Map<String, byte[]> files) {
    this.files = files;
    this.config = config(files);
  }

  private static JsonNode config(Map<String, byte[]> files) {
    byte[] text = files.get(".vc-config.json");
    if (text == null) {
      throw ApiException.bad("a function has no .vc-config.json.");
    }
    JsonNode config = Json.read(new String(text, StandardCharsets.UTF_8), JsonNode.class);
    if (!RUNTIMES.contains(config.path("runtime").asText())) {
      throw ApiException.bad("`runtime` is " + config.path("runtime"));
    }
    if (!config.path("launcherType").asText().equals("Nodejs")) {
      throw ApiException.bad("`launcherType` is " + config.path("launcherType"));
    }
    if (!files.containsKey(config.path("handler").asText())) {
      throw ApiException.bad("`handler` is no file of the function.");
    }
    long bytes = files.values().stream().mapToLong(file -> file.length).sum();
    if (bytes > 250_000_000) {
      throw ApiException.bad("the function is larger than 250 MB.");
    }
    return config;
  }

  /**
   * @param variables of the deployment
   */
  void answer(HttpExchange exchange, Map<String, String> variables) throws IOException {
    int port = start(variables).port();
    var head = new StringBuilder();
    head.append(exchange.getRequestMethod()).append(' ').append(exchange.getRequestURI());
    head.append(" HTTP/1.1\r\n");
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> values.forEach(value -> head.append(name + ": " + value + "\r\n")));
    head.append("x-forwarded-proto: https\r\nconnection: close\r\n\r\n");
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().write(body);
      RawAnswer.read(socket.getInputStream()).send(exchange);
    }
  }

  private synchronized Running start(Map<String, String> variables) throws IOException {
    if (running.filter(now -> now.process().isAlive()).isPresent()) {
      return running.get();
    }
    Path folder = Files.createTempDirectory("function");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path at = folder.resolve("task").resolve(file.getKey());
      Files.createDirectories(at.getParent());
      Files.write(at, file.getValue());
    }
    Path bridge = Files.writeString(folder.resolve("bridge.mjs"), BRIDGE);
    var builder =
        new ProcessBuilder(
            "node",
            bridge.toString(),
            folder.resolve("task").resolve(config.path("handler").asText()).toString());
    builder.directory(folder.resolve("task").toFile());
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "");
    environment.clear();
    environment.putAll(new TreeMap<>(variables));
    environment.put("PATH", path);
    environment.put("VERCEL", "1");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    running = Optional.of(new Running(folder, process, port(process)));
    return running.get();
  }

  private static int port(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("PORT ")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(System.out::println));
        return Integer.parseInt(line.substring("PORT ".length()));
      }
    }
    throw new IOException("the function did not start");
  }

  @Override
  public synchronized void close() {
    running.ifPresent(
        now -> {
          now.process().descendants().forEach(ProcessHandle::destroyForcibly);
          now.process().destroyForcibly();
          try {
            Folders.delete(now.folder());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    running = Optional.empty();
  }
}
