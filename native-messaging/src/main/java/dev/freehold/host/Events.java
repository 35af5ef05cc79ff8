package dev.freehold.host;

import dev.freehold.http.EventReader;
import dev.freehold.http.Response;
import dev.freehold.http.StreamEvent;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Passes the daemon's events on. */
final class Events {
  private final Daemon daemon;
  private final FrameWriter out;

  Events(Daemon daemon, FrameWriter out) {
    this.daemon = daemon;
    this.out = out;
  }

  /** Tells events until there are no more, and says why. */
  byte[] tell(Ask.Subscribe subscribe, BooleanSupplier wanted) {
    return Answers.ended(subscribe.id(), reason(subscribe, wanted));
  }

  private Trouble reason(Ask.Subscribe subscribe, BooleanSupplier wanted) {
    try (Response response = open(subscribe.filter())) {
      if (response.status() != 200) {
        return Troubles.ofAnswer(response);
      }
      var reader = new EventReader(response.body());
      while (!reader.ended()) {
        Optional<StreamEvent> event = reader.next();
        if (event.isPresent()) {
          out.writeWhile(wanted, frame(subscribe.id(), event.get()));
        }
      }
      return new Trouble(
          "host.events-ended",
          "The daemon ended the stream of events, because it is stopping or being restarted.",
          "Subscribe again after the last event that you saw.");
    } catch (Refusal e) {
      return e.trouble();
    } catch (IOException e) {
      return Troubles.lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Troubles.lost(new IOException("it was given up", e));
    }
  }

  private Response open(Ask.Filter filter) throws IOException, Refusal, InterruptedException {
    var query = new ArrayList<String>();
    filter.run().ifPresent(run -> query.add("run=" + encode(run)));
    filter.app().ifPresent(app -> query.add("app=" + encode(app)));
    Map<String, String> headers =
        filter.after().isEmpty()
            ? Map.of()
            : Map.of("Last-Event-ID", String.valueOf(filter.after().getAsLong()));
    String target = "/v1/events" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    return daemon.send("GET", target, headers, new byte[0]);
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static byte[] frame(String id, StreamEvent event) throws Refusal {
    long seq;
    try {
      seq = Long.parseLong(event.id());
    } catch (NumberFormatException e) {
      throw Troubles.unexplained(200);
    }
    if (!JsonText.isValue(event.data())) {
      throw Troubles.unexplained(200);
    }
    byte[] frame = Answers.event(id, seq, event.type(), event.data());
    if (frame.length > FrameWriter.LONGEST) {
      throw new Refusal(
          "host.answer-too-large",
          "Event " + seq + " does not fit into a frame of 1 MiB.",
          "Subscribe again after event " + seq + ", and report it.");
    }
    return frame;
  }
}
