package dev.freehold.targets.local.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request is answered with, before anything is sent. */
record Answer(int status, Map<String, String> headers, Body body) {
  static final String NO_CACHE = "no-cache";
  static final String NO_STORE = "no-store";

  sealed interface Body {
    record None() implements Body {}

    record Bytes(byte[] bytes) implements Body {}

    /**
     * @param first offset in the file
     */
    record FilePart(Path file, long first, long length) implements Body {}

    /** Somebody else answers and says status and headers. */
    record Elsewhere(Upstream upstream) implements Body {}
  }

  static Answer elsewhere(Upstream upstream) {
    return new Answer(0, Map.of(), new Body.Elsewhere(upstream));
  }

  static Answer text(int status, String type, String text) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", type + "; charset=utf-8");
    headers.put("Cache-Control", NO_STORE);
    return new Answer(status, headers, new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Answer plain(int status, String text) {
    return text(status, "text/plain", text + "\n");
  }

  Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
