package dev.freehold.detect.python;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a lock file says.
 *
 * @param names of all packages in it
 * @param pins those that the app needs, sorted
 * @param indexes other than the public one, from which some of them come
 */
record Lock(Set<String> names, List<Pin> pins, List<String> indexes) {
  /** As pip reads them. */
  List<String> lines() {
    return Stream.concat(
            new TreeSet<>(indexes).stream().map(Indexes::line), pins.stream().map(Pin::line))
        .toList();
  }
}
