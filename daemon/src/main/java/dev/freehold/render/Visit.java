package dev.freehold.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.render.Look.NotSeen;
import dev.freehold.render.Look.Seen;
import dev.freehold.render.Rendering.Reason;
import dev.freehold.render.devtools.Answer;
import dev.freehold.render.devtools.Connection;
import dev.freehold.render.devtools.Event;
import dev.freehold.render.devtools.NoAnswerException;
import dev.freehold.render.devtools.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Opens a page in a browser that was just started, waits until it rests, and tells what it is. */
final class Visit {
  private static final Duration PULSE = Duration.ofMillis(50);

  /** Nothing comes or changes for so long: it is what a visitor sees. */
  private static final Duration QUIET = Duration.ofMillis(500);

  /** A page that shows nothing yet may wait for something that can't be seen from outside. */
  private static final Duration STILL_BLANK = Duration.ofSeconds(6);

  /** A page that shows something and never rests is taken as it is. */
  private static final Duration RESTLESS = Duration.ofSeconds(8);

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);
  private static final Duration TO_REDRAW = Duration.ofMillis(100);
  private static final Duration REDRAWN = Duration.ofSeconds(2);

  /** As much of a document as is kept. */
  private static final String DOCUMENT =
      "(document.documentElement?.outerHTML ?? '').slice(0, 4194304)";

  private static final List<String> DOMAINS = List.of("Page", "Runtime", "Network", "Log");

  private final Page page;
  private final Connection connection;
  private final Console console = new Console();
  private final Traffic traffic = new Traffic();
  private final Travels travels = new Travels();
  private String session = "";
  private String unreachable = "";
  private long loaded;

  private Visit(Page page, InputStream in, OutputStream out) {
    this.page = page;
    this.connection = new Connection(in, out, this::hear);
  }

  /**
   * @throws IOException when the browser ends, or refuses what it is told
   */
  static Look of(Page page, InputStream in, OutputStream out) throws IOException {
    return new Visit(page, in, out).look();
  }

  private Look look() throws IOException {
    Session tab = Session.open(connection);
    session = tab.id();
    for (String domain : DOMAINS) {
      tab.call(domain + ".enable", Map.of());
    }
    if (!page.headers().isEmpty()) {
      tab.call(
          "Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", page.origin() + "/*"))));
    }
    runFirst(tab, Scripts.STILLNESS);
    if (!page.secure()) {
      runFirst(tab, Scripts.INSECURE);
    }
    resize(tab, page.windows().getFirst());
    long until = System.nanoTime() + LIMIT.toNanos();
    tab.send("Page.navigate", Map.of("url", page.address()), this::navigated);
    Stillness last = Stillness.NOTHING;
    while (System.nanoTime() < until && !travels.isEndless() && unreachable.isEmpty()) {
      connection.listen(PULSE);
      last = travels.anyArrived() ? Stillness.of(tab) : last;
      if (hasSettled(last)) {
        break;
      }
    }
    if (!unreachable.isEmpty()) {
      // which address it is comes after that it is not there
      connection.listen(QUIET);
    }
    return told(tab, last);
  }

  private Look told(Session tab, Stillness last) throws IOException {
    if (travels.isEndless()) {
      return seen("", Map.of());
    }
    if (!travels.anyArrived() || travels.isStuckAt(page.origin())) {
      return unreachable.isEmpty()
          ? late("did not arrive within")
          : new NotSeen(Reason.FAILED, "The page could not be reached: " + unreachable + ".");
    }
    if (!last.loaded() && !last.shows() && unreachable.isEmpty()) {
      return late("was still being loaded after");
    }
    try {
      return seen(document(tab), pictures(tab));
    } catch (NoAnswerException busy) {
      return late("kept the browser busy for more than");
    }
  }

  /** A page that goes on at this moment is asked again. */
  private String document(Session tab) throws IOException {
    long until = System.nanoTime() + TO_ANSWER.toNanos();
    while (true) {
      try {
        return tab.evaluate(DOCUMENT, TO_ANSWER).asText();
      } catch (NoAnswerException e) {
        if (System.nanoTime() - until > 0) {
          throw e;
        }
        connection.listen(PULSE);
      }
    }
  }

  private static NotSeen late(String how) {
    return new NotSeen(Reason.TIMED_OUT, "The page " + how + " " + LIMIT.toSeconds() + " seconds.");
  }

  private Seen seen(String document, Map<Window, ByteBuffer> pictures) {
    return new Seen(
        document, console.messages(), traffic.requests(), travels.addresses(), pictures);
  }

  private boolean hasSettled(Stillness now) {
    if (!now.loaded()) {
      return false;
    }
    long at = System.nanoTime();
    if (loaded == 0) {
      loaded = at;
    }
    boolean rests = traffic.isQuiet(QUIET) && now.still().compareTo(QUIET) >= 0 && !now.putOff();
    if (now.shows()) {
      return rests || at - loaded > RESTLESS.toNanos();
    }
    boolean waited = at - loaded > STILL_BLANK.toNanos() && !traffic.isUnderway();
    return rests && (waited || console.hasErrors());
  }

  /** Through each window: it was opened in the first, and is resized to the others. */
  private Map<Window, ByteBuffer> pictures(Session tab) throws IOException {
    var pictures = new EnumMap<Window, ByteBuffer>(Window.class);
    for (Window window : page.windows()) {
      if (!pictures.isEmpty()) {
        resize(tab, window);
        awaitRedrawn(tab);
      }
      String data =
          tab.call("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
      pictures.put(window, ByteBuffer.wrap(Base64.getDecoder().decode(data)).asReadOnlyBuffer());
    }
    return pictures;
  }

  private void awaitRedrawn(Session tab) throws IOException {
    long until = System.nanoTime() + REDRAWN.toNanos();
    connection.listen(TO_REDRAW);
    while (System.nanoTime() < until
        && !(traffic.isQuiet(QUIET) && Stillness.of(tab).still().compareTo(QUIET) >= 0)) {
      connection.listen(PULSE);
    }
  }

  private static void resize(Session tab, Window window) throws IOException {
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", window.width(),
            "height", window.height(),
            "deviceScaleFactor", window.scale(),
            "mobile", false));
  }

  private static void runFirst(Session tab, String script) throws IOException {
    tab.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  private void navigated(Answer answer) {
    String failure = answer.result().path("errorText").asText();
    unreachable = failure.isEmpty() ? answer.error() : failure;
  }

  private void hear(Event event) throws IOException {
    if (!event.session().equals(session)) {
      return;
    }
    JsonNode params = event.params();
    switch (event.method()) {
      case "Page.frameNavigated" -> arrived(params);
      case "Page.javascriptDialogOpening" -> dismiss(params);
      case "Fetch.requestPaused" -> sendWithHeaders(params);
      case "Runtime.exceptionThrown" -> console.thrown(params);
      case "Runtime.exceptionRevoked" -> console.revoked(params);
      case "Runtime.consoleAPICalled" -> console.written(params);
      case "Log.entryAdded" -> console.logged(params);
      case "Network.requestWillBeSent" -> traffic.sent(params);
      case "Network.webSocketCreated" -> traffic.socketOpened(params);
      case "Network.responseReceived" -> traffic.answered(params);
      case "Network.loadingFinished" -> traffic.ended(params);
      case "Network.loadingFailed" -> traffic.failed(params);
      default -> {
        // browsers tell much more
      }
    }
  }

  /** Only what goes to the page's own origin is held, so that nobody else sees our headers. */
  private void sendWithHeaders(JsonNode params) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    params
        .path("request")
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
    headers.putAll(page.headers());
    List<Map<String, String>> sent =
        headers.entrySet().stream()
            .map(header -> Map.of("name", header.getKey(), "value", header.getValue()))
            .toList();
    connection.send(
        session,
        "Fetch.continueRequest",
        Map.of("requestId", params.path("requestId").asText(), "headers", sent),
        answered -> {});
  }

  private void arrived(JsonNode params) {
    if (travels.arrived(params)) {
      traffic.leftBehind();
      loaded = 0;
    }
  }

  /** A question to a visitor stops the page until somebody answers. */
  private void dismiss(JsonNode params) throws IOException {
    boolean leaving = params.path("type").asText().equals("beforeunload");
    connection.send(
        session, "Page.handleJavaScriptDialog", Map.of("accept", leaving), answered -> {});
  }
}
