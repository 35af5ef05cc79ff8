package dev.freehold.targets.shelf;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a shelf can be asked for. */
public enum ShelfCall {
  LOOK_ROOM("GET", "/v1/rooms/([^/]+)"),
  MAKE_ROOM("PUT", "/v1/rooms/([^/]+)"),
  REMOVE_ROOM("DELETE", "/v1/rooms/([^/]+)"),
  LOOK_NAME("GET", "/v1/names/([^/]+)"),
  LOOK_SITE("GET", "/v1/rooms/([^/]+)/sites/([^/]+)"),
  MAKE_SITE("PUT", "/v1/rooms/([^/]+)/sites/([^/]+)"),
  REMOVE_SITE("DELETE", "/v1/rooms/([^/]+)/sites/([^/]+)"),
  COMPARE("POST", "/v1/rooms/([^/]+)/sites/([^/]+)/missing"),
  BLOB("PUT", "/v1/rooms/([^/]+)/sites/([^/]+)/blobs/([^/]+)"),
  RELEASE("PUT", "/v1/rooms/([^/]+)/sites/([^/]+)/releases/([^/]+)"),
  SWITCH("POST", "/v1/rooms/([^/]+)/sites/([^/]+)/switch"),
  KEEP("POST", "/v1/rooms/([^/]+)/sites/([^/]+)/keep");

  private final String method;
  private final Pattern path;

  ShelfCall(String method, String path) {
    this.method = method;
    this.path = Pattern.compile(path);
  }

  /**
   * @param words that the path names
   */
  record Asked(ShelfCall call, List<String> words) {}

  static Optional<Asked> of(String method, String path) {
    return Stream.of(values())
        .filter(call -> call.method.equals(method))
        .flatMap(call -> call.asked(path).stream())
        .findFirst();
  }

  private Optional<Asked> asked(String asked) {
    Matcher matcher = path.matcher(asked);
    return matcher.matches()
        ? Optional.of(
            new Asked(
                this,
                IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).toList()))
        : Optional.empty();
  }
}
