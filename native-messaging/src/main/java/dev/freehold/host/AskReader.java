package dev.freehold.host;

import dev.freehold.host.Ask.Filter;
import dev.freehold.host.Ask.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of each frame that comes from the extension. */
final class AskReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final String PREFIX = "/v1/";
  private static final int LONGEST_PATH = 4096;

  private AskReader() {}

  /** The id under which to answer, if it can be made out. */
  static Optional<String> id(RawObject frame) {
    return frame.string("id").filter(id -> ID.matcher(id).matches());
  }

  static Ask read(RawObject frame) throws Refusal {
    if (frame.has("hello")) {
      return hello(frame);
    }
    if (frame.has("subscribe")) {
      return subscribe(frame);
    }
    return frame.has("unsubscribe") ? unsubscribe(frame) : request(frame);
  }

  private static Ask hello(RawObject frame) throws Refusal {
    Refusal wrong = invalid("A hello is {\"hello\":{\"min\":1,\"max\":1}} with whole numbers.");
    RawObject versions = frame.object("hello").orElseThrow(() -> wrong);
    OptionalLong min = versions.number("min");
    OptionalLong max = versions.number("max");
    if (min.isEmpty()
        || max.isEmpty()
        || !frame.hasOnly(Set.of("hello"))
        || !versions.hasOnly(Set.of("min", "max"))) {
      throw wrong;
    }
    return new Ask.Hello(min.getAsLong(), max.getAsLong());
  }

  private static Ask subscribe(RawObject frame) throws Refusal {
    Refusal wrong =
        invalid("A subscription has an id and {run, app, after}, each of which may be left out.");
    RawObject filter = frame.object("subscribe").orElseThrow(() -> wrong);
    OptionalLong after = filter.number("after");
    if (!frame.hasOnly(Set.of("id", "subscribe"))
        || !filter.hasOnly(Set.of("run", "app", "after"))
        || filter.has("after") && after.isEmpty()) {
      throw wrong;
    }
    return new Ask.Subscribe(
        needId(frame), new Filter(name(filter, "run", wrong), name(filter, "app", wrong), after));
  }

  private static Optional<String> name(RawObject filter, String field, Refusal wrong)
      throws Refusal {
    Optional<String> name = filter.string(field).filter(text -> NAME.matcher(text).matches());
    if (filter.has(field) && name.isEmpty()) {
      throw wrong;
    }
    return name;
  }

  private static Ask unsubscribe(RawObject frame) throws Refusal {
    if (!frame.isTrue("unsubscribe") || !frame.hasOnly(Set.of("id", "unsubscribe"))) {
      throw invalid("To unsubscribe, send the subscription's id and \"unsubscribe\": true.");
    }
    return new Ask.Unsubscribe(needId(frame));
  }

  private static Ask request(RawObject frame) throws Refusal {
    if (!frame.hasOnly(Set.of("id", "method", "path", "body", "bytes"))
        || frame.has("body") && frame.has("bytes")) {
      throw invalid("A request has an id, a method, a path, and at most one of body and bytes.");
    }
    String id = needId(frame);
    String method =
        frame
            .string("method")
            .filter(METHODS::contains)
            .orElseThrow(
                () ->
                    new Refusal(
                        "host.method-unknown",
                        "The request has no method that the daemon knows.",
                        "Send one of GET, POST, PUT, PATCH, DELETE."));
    String path = frame.string("path").filter(AskReader::isPath).orElseThrow(AskReader::badPath);
    Optional<Payload> payload = payload(frame);
    if (payload.isPresent() && method.equals("GET")) {
      throw invalid("A GET has neither body nor bytes.");
    }
    return new Ask.Request(id, method, path, payload);
  }

  /** A path has to fit into a line of HTTP. */
  private static boolean isPath(String path) {
    return path.startsWith(PREFIX)
        && path.length() <= LONGEST_PATH
        && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#');
  }

  private static Refusal badPath() {
    return new Refusal(
        "host.path-invalid",
        "The path is missing or wrong: it starts with "
            + PREFIX
            + ", is printable ASCII without spaces and '#', and has at most "
            + LONGEST_PATH
            + " characters.",
        "Percent-encode what is not ASCII.");
  }

  private static Optional<Payload> payload(RawObject frame) throws Refusal {
    Optional<String> body = frame.json("body");
    if (body.isPresent()) {
      return Optional.of(
          new Payload("application/json", body.get().getBytes(StandardCharsets.UTF_8)));
    }
    if (!frame.has("bytes")) {
      return Optional.empty();
    }
    try {
      String text = frame.string("bytes").orElseThrow(AskReader::badBytes);
      return Optional.of(new Payload("application/octet-stream", Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      throw badBytes();
    }
  }

  private static Refusal badBytes() {
    return new Refusal(
        "host.bytes-invalid",
        "The bytes of the request are not base64.",
        "Send base64 of RFC 4648, section 4.");
  }

  private static String needId(RawObject frame) throws Refusal {
    return id(frame)
        .orElseThrow(
            () ->
                new Refusal(
                    "host.id-invalid",
                    "The frame has no id, or one that is no text of 1 to 64 letters, digits and"
                        + " . _ : -",
                    "Give each frame an id of its own, such as a counter's text."));
  }

  private static Refusal invalid(String message) {
    return new Refusal(
        "host.frame-invalid",
        message,
        "Send the fields that docs/protocol.md lists, and no other.");
  }
}
