package dev.freehold.bench;

import dev.freehold.detect.Serving;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What is deployed: 2,000 pages of 5 kB, of which some change. Always the same. */
final class Pages {
  private static final int FILES = 2_000;
  private static final int SIZE = 5_000;

  private final Map<String, byte[]> contents = new TreeMap<>();
  private int change;

  Pages() {
    for (int i = 0; i < FILES; i++) {
      contents.put("pages/%03d/page-%04d.html".formatted(i / 50, i), page(i));
    }
    contents.put("index.html", "<!doctype html><h1>bench</h1>".getBytes(StandardCharsets.UTF_8));
  }

  Map<String, byte[]> contents() {
    return Collections.unmodifiableMap(contents);
  }

  void change(int count) {
    change++;
    contents.keySet().stream()
        .filter(name -> name.startsWith("pages/"))
        .skip((long) change * count % (FILES - count))
        .limit(count)
        .toList()
        .forEach(name -> contents.put(name, page(FILES + change * 31 + name.hashCode())));
  }

  Activation activation(Activations activations) {
    var tree = new OutputTree();
    contents.forEach(tree::with);
    return activations.of(tree, Serving.files(Optional.empty()), Map.of("VITE_TITLE", "bench"));
  }

  private static byte[] page(int seed) {
    var random = new Random(seed);
    var text = new StringBuilder("<!doctype html>\n");
    while (text.length() < SIZE) {
      text.append("<p class=\"c").append(random.nextInt(50)).append("\">");
      text.append(Long.toString(random.nextLong(), 36)).append(" the same words again</p>\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
