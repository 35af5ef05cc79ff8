package dev.freehold.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is alike is told once, with how often it was. */
final class Repeats {
  private static final Pattern ORIGIN = Pattern.compile("^\\w+://[^/?#]*");
  private static final Pattern ADDRESS = Pattern.compile("\\w+://[^\\s'\")]+");

  private Repeats() {}

  static void add(Map<String, List<String>> kinds, String kind, String one) {
    List<String> all = kinds.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (!all.contains(one)) {
      all.add(one);
    }
  }

  /** Scheme, host and port. */
  static String origin(String address) {
    Matcher origin = ORIGIN.matcher(address);
    return origin.find() ? origin.group() : address;
  }

  /** The same for what differs only in the addresses that it names. */
  static String kind(String text) {
    return ADDRESS.matcher(text).replaceAll("");
  }

  static List<String> folded(Map<String, List<String>> kinds) {
    return kinds.values().stream()
        .map(
            all ->
                all.getFirst()
                    + (all.size() == 1 ? "" : " And " + (all.size() - 1) + " more like it."))
        .toList();
  }
}
