package dev.freehold.detect.python;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One version of a package.
 *
 * @param place {@code ==3.1.0}, or {@code @ } and where it is when it comes from no index
 * @param marker {@code ""} when it is always needed
 * @param hashes of its files, {@code sha256:…}
 */
record Pin(String name, String version, String place, String marker, List<String> hashes)
    implements Comparable<Pin> {
  private static final Comparator<Pin> ORDER =
      Comparator.comparing(Pin::name).thenComparing(Pin::version).thenComparing(Pin::place);

  static Pin of(String name, String version, List<String> hashes) {
    return new Pin(name, version, "==" + version, "", List.copyOf(hashes));
  }

  static Pin elsewhere(String name, String version, String place, List<String> hashes) {
    return new Pin(name, version, " @ " + place, "", List.copyOf(hashes));
  }

  Pin onlyWhen(String other) {
    return new Pin(name, version, place, other, hashes);
  }

  /** As pip reads it (pip.pypa.io, requirements file format). */
  String line() {
    return name
        + place
        + (marker.isEmpty() ? "" : " ; " + marker)
        + hashes.stream().map(hash -> " --hash=" + hash).collect(Collectors.joining());
  }

  /** Of one place in a lock file; markers differ by the way to it. */
  @Override
  public int compareTo(Pin other) {
    return ORDER.compare(this, other);
  }
}
