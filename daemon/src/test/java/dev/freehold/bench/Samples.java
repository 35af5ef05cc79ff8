package dev.freehold.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long something took, each time that it was done. */
record Samples(List<Duration> sorted) {
  Samples {
    sorted = sorted.stream().sorted().toList();
  }

  Duration median() {
    return percentile(50);
  }

  Duration max() {
    return sorted.getLast();
  }

  /** Nearest rank. */
  Duration percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** The median, and between which two values the others were. */
  String text() {
    return "%s (%s to %s)".formatted(text(median()), text(sorted.getFirst()), text(max()));
  }

  /** The half and the 99th of a hundred. */
  String tail() {
    return "p50 %s, p99 %s".formatted(text(median()), text(percentile(99)));
  }

  String timesFasterThan(Samples other) {
    return String.format(
        Locale.ROOT, "%.1f×", (double) other.median().toNanos() / median().toNanos());
  }

  static String text(Duration time) {
    double millis = time.toNanos() / 1e6;
    if (millis >= 1_000) {
      return String.format(Locale.ROOT, "%.2f s", millis / 1_000);
    }
    return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.2f ms", millis);
  }
}
