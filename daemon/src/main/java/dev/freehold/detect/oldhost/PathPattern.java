package dev.freehold.detect.oldhost;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which paths a rule is for: {@code /old-menu}, {@code /people/:id}, {@code /blog/*}. A name stands
 * for one segment; a star, only at the end, for all below and the folder itself. A slash at the end
 * makes no difference.
 *
 * <p>Its expressions have no backslash, quote or brace and mean the same to Java, PCRE and RE2, so
 * that each web server gets the same one.
 */
public final class PathPattern {
  /** What is captured leads on; nothing in it can end an address or begin a host's name. */
  private static final String CHARACTER = "A-Za-z0-9._~!()*+,;=:@%&-";

  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~,=@%&-]+");
  private static final Pattern NAME = Pattern.compile(":[A-Za-z][A-Za-z0-9_]*");

  /** nginx knows nine groups, and one is the query's. */
  private static final int MOST_NAMES = 8;

  private static final int LONGEST = 500;

  /** How the rest behind a star is called. */
  static final String SPLAT = "splat";

  private sealed interface Segment {
    record Literal(String text) implements Segment {}

    record Named(String name) implements Segment {}

    record Rest() implements Segment {}
  }

  private final List<Segment> segments;

  private PathPattern(List<Segment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** Of what was parsed before. */
  static PathPattern of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a pattern of paths: " + text));
  }

  /** Empty when it is none of these. */
  public static Optional<PathPattern> parse(String text) {
    if (!text.startsWith("/") || text.length() > LONGEST || text.contains("..")) {
      return Optional.empty();
    }
    var segments = new ArrayList<Segment>();
    String[] parts = encoded(text.substring(1)).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (parts[i].isEmpty() && last) {
        break;
      }
      if (parts[i].equals("*") && last) {
        segments.add(new Segment.Rest());
      } else if (NAME.matcher(parts[i]).matches()) {
        segments.add(new Segment.Named(parts[i].substring(1)));
      } else if (LITERAL.matcher(parts[i]).matches()) {
        segments.add(new Segment.Literal(parts[i]));
      } else {
        return Optional.empty();
      }
    }
    var pattern = new PathPattern(segments);
    List<String> names = pattern.names();
    return names.size() > MOST_NAMES || names.stream().distinct().count() < names.size()
        ? Optional.empty()
        : Optional.of(pattern);
  }

  /** As browsers send it. */
  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0) {
        encoded.append(String.format("%%%02X", b & 0xff));
      } else {
        encoded.append((char) b);
      }
    }
    return encoded.toString();
  }

  /** What is captured, in order. */
  List<String> names() {
    var names = new ArrayList<String>();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal _ -> {}
        case Segment.Named(String name) -> names.add(name);
        case Segment.Rest() -> names.add(SPLAT);
      }
    }
    return names;
  }

  /** Number of the group for a visitor's query. */
  public int queryGroup() {
    return names().size() + 1;
  }

  /** Whether it is for all paths. */
  public boolean isEverything() {
    return segments.equals(List.of(new Segment.Rest()));
  }

  /** Whether paths as they are sent differ from paths as they are meant. */
  boolean isEncoded() {
    return segments.stream()
        .anyMatch(s -> s instanceof Segment.Literal l && l.text().contains("%"));
  }

  /**
   * Expression for a path as it was sent, still encoded: what is captured can go into a header.
   * Without anchors.
   */
  public String asked() {
    var text = new StringBuilder();
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal(String literal) -> text.append('/').append(quoted(literal));
        case Segment.Named _ -> text.append("/([").append(CHARACTER).append("]+)");
        case Segment.Rest() ->
            text.append("(?:/(|[")
                .append(CHARACTER)
                .append("][")
                .append(CHARACTER)
                .append("/]*))?");
      }
    }
    if (segments.isEmpty()) {
      return "/";
    }
    return text + (segments.getLast() instanceof Segment.Rest ? "" : "/?");
  }

  /** Expression that is found in a decoded path, however it was written. */
  public String covered() {
    var text = new StringBuilder("^");
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal(String literal) -> text.append('/').append(quoted(literal));
        case Segment.Named _ -> text.append("/[^/]+");
        case Segment.Rest() -> {
          return text.append(isEverything() ? "/" : "(?:/|$)").toString();
        }
      }
    }
    return text + (segments.isEmpty() ? "/$" : "/?$");
  }

  /** Whether there can be a path that both are for. */
  public boolean meets(PathPattern other) {
    for (int i = 0; ; i++) {
      Optional<Segment> one = at(i);
      Optional<Segment> two = other.at(i);
      if (one.filter(s -> s instanceof Segment.Rest).isPresent()
          || two.filter(s -> s instanceof Segment.Rest).isPresent()) {
        return true;
      }
      if (one.isEmpty() || two.isEmpty()) {
        return one.isEmpty() && two.isEmpty();
      }
      if (one.get() instanceof Segment.Literal(String a)
          && two.get() instanceof Segment.Literal(String b)
          && !a.equals(b)) {
        return false;
      }
    }
  }

  /** Empty when it is for more than one path; without the slash at its beginning. */
  Optional<String> only() {
    var path = new ArrayList<String>();
    for (Segment segment : segments) {
      if (!(segment instanceof Segment.Literal(String text))) {
        return Optional.empty();
      }
      path.add(text);
    }
    return Optional.of(String.join("/", path));
  }

  private Optional<Segment> at(int index) {
    return index < segments.size() ? Optional.of(segments.get(index)) : Optional.empty();
  }

  private static String quoted(String literal) {
    return literal.replace(".", "[.]");
  }
}
