package dev.freehold.targets.ssh;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a script that looks says: a line per fact, {@code name=value}. */
record Facts(Map<String, String> values) {
  static Facts read(String output) {
    Map<String, String> values = new HashMap<>();
    output
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> values.put(parts[0], parts[1].strip()));
    return new Facts(values);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
  }

  boolean isTrue(String name) {
    return text(name, "").equals("true");
  }

  List<String> words(String name) {
    return Arrays.stream(text(name, "").split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
