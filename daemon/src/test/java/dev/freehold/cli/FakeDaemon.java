package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A daemon that says what the test wrote down. It refuses what the real one refuses: a wrong Host,
 * a chunk that is not what its hash says or does not continue the upload.
 */
public final class FakeDaemon implements AutoCloseable {
  /** What was asked: method, path with query, body. */
  public record Asked(String method, String target, Map<String, String> headers, String body) {
    public JsonNode json() {
      return Json.read(body, JsonNode.class);
    }
  }

  /** An answer; status 0 drops the connection. */
  public record Answer(int status, String type, String body) {
    public static Answer json(String body) {
      return new Answer(200, "application/json", body);
    }

    public static Answer drop() {
      return new Answer(0, "", "");
    }

    public static Answer events(String body) {
      return new Answer(200, "text/event-stream", body);
    }

    public static Answer problem(int status, String code) {
      return new Answer(
          status,
          "application/problem+json",
          """
          {"type":"about:blank","title":"t","status":%d,"detail":"What happened with %s.",
           "code":"%s","remedy":"What to do about %s."}
          """
              .formatted(status, code, code, code));
    }
  }

  private final Path socket;
  private final Server server;
  private final Map<String, Deque<Answer>> script = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<byte[]> uploads = new ArrayList<>();
  private long received;

  public FakeDaemon(Path socket) throws Exception {
    this.socket = socket;
    Files.createDirectories(socket.getParent());
    this.server = new Server();
    var connector = new UnixDomainServerConnector(server, new HttpConnectionFactory());
    connector.setUnixDomainPath(socket);
    server.addConnector(connector);
    server.setHandler(new Answering());
    server.start();
    on("GET /v1/status", Answer.json(STATUS));
  }

  static final String STATUS =
      """
      {"pid":4711,"socket":"/s","version":"1.2.3","home":"/h","startedAt":"2026-11-22T10:00:00.000Z",
       "uptimeMillis":61000,"apps":1,"serving":null}
      """;

  /** Answers in this order; the last one stays. */
  public FakeDaemon on(String methodAndTarget, Answer... answers) {
    script.put(methodAndTarget, new ArrayDeque<>(List.of(answers)));
    return this;
  }

  public synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  public Asked lastAsked(String method, String target) {
    return asked().stream()
        .filter(a -> a.method().equals(method) && a.target().equals(target))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError(method + " " + target + " was never asked"));
  }

  public synchronized byte[] uploaded() throws IOException {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] chunk : uploads) {
      all.write(chunk);
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    Files.deleteIfExists(socket);
  }

  private final class Answering extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      byte[] body = Content.Source.asInputStream(request).readAllBytes();
      Answer answer = answer(request, body);
      if (answer.status() == 0) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.succeeded();
        return true;
      }
      response.setStatus(answer.status());
      response.getHeaders().put("Content-Type", answer.type());
      Content.Sink.write(response, true, answer.body(), callback);
      return true;
    }

    private Answer answer(Request request, byte[] body) {
      String target = request.getHttpURI().getPathQuery();
      var headers = new HashMap<String, String>();
      request.getHeaders().forEach(h -> headers.put(h.getName(), String.valueOf(h.getValue())));
      if (!"daemon.local".equals(headers.get("Host"))) {
        return Answer.problem(403, "api.host");
      }
      synchronized (FakeDaemon.this) {
        if (request.getMethod().equals("POST") && target.equals("/v1/exports")) {
          uploads.clear();
          received = 0;
        }
        asked.add(
            new Asked(
                request.getMethod(), target, headers, new String(body, StandardCharsets.UTF_8)));
      }
      Answer scripted = scripted(request.getMethod() + " " + target);
      if (scripted != null) {
        return scripted;
      }
      if (target.contains("/chunks?")) {
        return chunk(target, body);
      }
      scripted = scripted(request.getMethod() + " " + request.getHttpURI().getPath());
      return scripted == null ? Answer.problem(404, "api.not-found") : scripted;
    }

    private @org.jspecify.annotations.Nullable Answer scripted(String key) {
      Deque<Answer> answers = script.get(key);
      if (answers == null) {
        return null;
      }
      return answers.size() > 1 ? answers.poll() : answers.peek();
    }

    private Answer chunk(String target, byte[] body) {
      String query = target.substring(target.indexOf('?') + 1);
      var parameters = new HashMap<String, String>();
      for (String pair : query.split("&")) {
        parameters.put(pair.split("=")[0], pair.split("=")[1]);
      }
      if (!Sha256.of(body).hex().equals(parameters.get("sha256"))) {
        return Answer.problem(422, "export.chunk-hash");
      }
      synchronized (FakeDaemon.this) {
        if (Long.parseLong(parameters.get("offset")) != received || body.length > 512 << 10) {
          return Answer.problem(409, "export.offset");
        }
        uploads.add(body);
        received += body.length;
        script.put(
            "GET " + target.substring(0, target.indexOf("/chunks")),
            new ArrayDeque<>(List.of(Answer.json("{\"received\":" + received + "}"))));
      }
      Answer dropped = scripted("DROP");
      return dropped == null ? Answer.json("{\"received\":" + received + "}") : takeDrop();
    }

    private Answer takeDrop() {
      script.remove("DROP");
      return Answer.drop();
    }
  }
}
