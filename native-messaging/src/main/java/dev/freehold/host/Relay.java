package dev.freehold.host;

import dev.freehold.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Takes a request to the daemon and its answer back, and understands neither. */
final class Relay {
  private static final byte[] NOTHING = {};

  private final Daemon daemon;

  Relay(Daemon daemon) {
    this.daemon = daemon;
  }

  byte[] answer(Ask.Request request) {
    try (Response response = send(request)) {
      return frame(request, response);
    } catch (Refusal e) {
      return error(request, e.trouble());
    } catch (IOException e) {
      return error(request, Troubles.lost(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(request, Troubles.lost(new IOException("it was given up", e)));
    }
  }

  private Response send(Ask.Request request) throws IOException, Refusal, InterruptedException {
    Map<String, String> headers =
        request
            .payload()
            .map(payload -> Map.of("Content-Type", payload.contentType()))
            .orElse(Map.of());
    byte[] body = request.payload().map(Ask.Payload::bytes).orElse(NOTHING);
    return daemon.send(request.method(), request.path(), headers, body);
  }

  private static byte[] frame(Ask.Request request, Response response) throws IOException, Refusal {
    String type = response.header("content-type");
    if (type.startsWith("text/event-stream")) {
      throw new Refusal(
          "host.answer-is-stream",
          "The answer to this request is a stream of events, which has no end.",
          "Subscribe to the events instead.");
    }
    byte[] body = response.body().readNBytes(FrameWriter.LONGEST + 1);
    byte[] frame = frame(request.id(), response.status(), type, body);
    if (frame.length > FrameWriter.LONGEST) {
      throw new Refusal(
          "host.answer-too-large",
          "The daemon's answer does not fit into a frame of 1 MiB.",
          "Ask for less at once.");
    }
    return frame;
  }

  private static byte[] frame(String id, int status, String type, byte[] body) throws Refusal {
    if (body.length == 0) {
      return Answers.response(id, status);
    }
    if (body.length > FrameWriter.LONGEST) {
      return body;
    }
    if (!isJson(type)) {
      return Answers.response(id, status, type, body);
    }
    String json =
        JsonText.decode(body)
            .filter(JsonText::isValue)
            .orElseThrow(() -> Troubles.unexplained(status));
    return Answers.response(id, status, json);
  }

  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip();
    return type.equals("application/json") || type.endsWith("+json");
  }

  private static byte[] error(Ask.Request request, Trouble trouble) {
    return Answers.error(Optional.of(request.id()), trouble);
  }
}
