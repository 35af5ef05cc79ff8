package dev.freehold.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One conversation with the extension, from hello to the end of its port. */
final class Host {
  static final int PROTOCOL = 1;

  private final FrameReader in;
  private final FrameWriter out;
  private final Running running;
  private final Relay relay;
  private final Events events;
  private final String version;
  private boolean greeted;

  Host(InputStream in, FrameWriter out, Daemon daemon, String version) {
    this.in = new FrameReader(in);
    this.out = out;
    this.running = new Running(out);
    this.relay = new Relay(daemon);
    this.events = new Events(daemon, out);
    this.version = version;
  }

  /**
   * @return the exit code, as soon as the input ends; what is still running is given up
   */
  int run() throws IOException {
    try {
      while (true) {
        switch (in.next()) {
          case Incoming.Frame frame -> take(frame.bytes());
          case Incoming.Skipped skipped -> refuse(Optional.empty(), skipped.trouble());
          case Incoming.Broken broken -> {
            refuse(Optional.empty(), broken.trouble());
            return Main.BROKEN;
          }
          case Incoming.End() -> {
            return Main.DONE;
          }
        }
      }
    } finally {
      running.stopAll();
    }
  }

  private void take(byte[] bytes) {
    Optional<String> id = Optional.empty();
    try {
      RawObject frame = RawObject.parse(text(bytes));
      id = AskReader.id(frame);
      answer(AskReader.read(frame));
    } catch (Refusal e) {
      refuse(id, e.trouble());
    }
  }

  private static String text(byte[] bytes) throws Refusal {
    return JsonText.decode(bytes)
        .orElseThrow(
            () ->
                new Refusal(
                    "host.not-utf8", "The frame is not UTF-8.", "Send one JSON object in UTF-8."));
  }

  private void answer(Ask ask) throws Refusal {
    if (!greeted && !(ask instanceof Ask.Hello)) {
      throw new Refusal(
          "host.hello-expected",
          "Nothing is done before the versions of the protocol are agreed on.",
          "Send {\"hello\":{\"min\":1,\"max\":1}} first.");
    }
    switch (ask) {
      case Ask.Hello hello -> greet(hello);
      case Ask.Request request -> running.start(request.id(), wanted -> relay.answer(request));
      case Ask.Subscribe subscribe ->
          running.start(subscribe.id(), wanted -> events.tell(subscribe, wanted));
      case Ask.Unsubscribe(String id) -> {
        running.stop(id);
        out.write(Answers.ended(id));
      }
    }
  }

  private void greet(Ask.Hello hello) throws Refusal {
    if (hello.min() <= PROTOCOL && PROTOCOL <= hello.max()) {
      greeted = true;
      out.write(Answers.hello(PROTOCOL, PROTOCOL, PROTOCOL, version));
      return;
    }
    throw new Refusal(
        "host.protocol-mismatch",
        "The extension speaks versions %d to %d of the protocol and this Freehold, %s, speaks %d."
            .formatted(hello.min(), hello.max(), version, PROTOCOL),
        hello.min() > PROTOCOL
            ? "Update Freehold, then run: freehold browser install"
            : "Update the extension: open chrome://extensions and press Update.");
  }

  private void refuse(Optional<String> id, Trouble trouble) {
    out.write(Answers.error(id, trouble));
  }
}
