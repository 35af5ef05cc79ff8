package dev.freehold.detect.oldhost;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a redirect leads: a path of this app or an address elsewhere, with what its pattern
 * captured in it.
 */
public final class Destination {
  private static final Pattern ELSEWHERE =
      Pattern.compile("(?i)(https?://[a-z0-9.-]+(?::[0-9]{1,5})?)([/?#].*)?");

  private static final Pattern NAME = Pattern.compile(":([A-Za-z][A-Za-z0-9_]*)");

  /** What stands for itself in an address; all else is encoded. */
  private static final String PLAIN = "-._~!()*+,;=:@%&/?#[]";

  private static final int LONGEST = 1_000;

  private sealed interface Part {
    record Text(String text) implements Part {}

    record Group(int number) implements Part {}
  }

  private final boolean elsewhere;
  private final List<Part> parts;
  private final List<Part> fragment;

  private Destination(boolean elsewhere, List<Part> parts, List<Part> fragment) {
    this.elsewhere = elsewhere;
    this.parts = List.copyOf(parts);
    this.fragment = List.copyOf(fragment);
  }

  static Destination of(String text, PathPattern from) {
    return parse(text, from)
        .orElseThrow(() -> new IllegalArgumentException("not a destination: " + text));
  }

  /** Empty when it is no address, or names what the pattern does not capture. */
  public static Optional<Destination> parse(String text, PathPattern from) {
    Matcher outside = ELSEWHERE.matcher(text);
    boolean elsewhere = outside.matches();
    boolean within = text.startsWith("/") && !text.startsWith("//");
    if (!elsewhere && !within
        || text.length() > LONGEST
        || text.contains("..")
        || text.chars().anyMatch(c -> c <= 0x20 || c == 0x7f || c == '\\')) {
      return Optional.empty();
    }
    String host = elsewhere ? outside.group(1) : "";
    String rest = text.substring(host.length());
    int hash = rest.indexOf('#');
    String path = hash < 0 ? rest : rest.substring(0, hash);
    var parts = new ArrayList<Part>();
    if (elsewhere) {
      parts.add(new Part.Text(host));
    }
    var fragment = new ArrayList<Part>();
    return add(path, from, parts) && add(hash < 0 ? "" : rest.substring(hash), from, fragment)
        ? Optional.of(new Destination(elsewhere, parts, fragment))
        : Optional.empty();
  }

  private static boolean add(String text, PathPattern from, List<Part> parts) {
    List<String> names = from.names();
    Matcher name = NAME.matcher(text);
    int end = 0;
    while (name.find()) {
      int index = names.indexOf(name.group(1));
      if (index < 0) {
        return false;
      }
      addText(text.substring(end, name.start()), parts);
      parts.add(new Part.Group(index + 1));
      end = name.end();
    }
    addText(text.substring(end), parts);
    return true;
  }

  private static void addText(String text, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Part.Text(encoded(text)));
    }
  }

  private static String encoded(String text) {
    var encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", b & 0xff));
    }
    return encoded.toString();
  }

  /**
   * @param text puts literal text into the language of a web server
   * @param group names what was captured, by number from 1
   * @param query of the visitor, with its question mark
   */
  public String render(UnaryOperator<String> text, IntFunction<String> group, String query) {
    return render(parts, text, group) + (hasQuery() ? "" : query) + render(fragment, text, group);
  }

  private static String render(
      List<Part> parts, UnaryOperator<String> text, IntFunction<String> group) {
    var rendered = new StringBuilder();
    for (Part part : parts) {
      rendered.append(
          switch (part) {
            case Part.Text(String literal) -> text.apply(literal);
            case Part.Group(int number) -> group.apply(number);
          });
    }
    return rendered.toString();
  }

  private boolean hasQuery() {
    return parts.stream().anyMatch(p -> p instanceof Part.Text(String text) && text.contains("?"));
  }

  /** Paths of this app that it can lead to; empty when it leads to another host. */
  Optional<PathPattern> within(PathPattern from) {
    if (elsewhere) {
      return Optional.empty();
    }
    List<String> names = from.names();
    String path =
        render(
                text -> text,
                number -> names.get(number - 1).equals(PathPattern.SPLAT) ? "*" : ":",
                "")
            .replaceFirst("[?#].*", "");
    var simple = new StringBuilder();
    int captured = 0;
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.contains("*")) {
        simple.append("/*");
        break;
      }
      simple.append('/').append(segment.contains(":") ? ":any" + captured++ : segment);
    }
    return PathPattern.parse(simple.toString()).or(() -> PathPattern.parse("/*"));
  }
}
