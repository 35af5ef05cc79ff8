package dev.freehold.targets.aws;

import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.aws.SiteFolder.Switched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What AWS shows of a site at one instant.
 *
 * @param live empty when nothing ever was
 * @param switches the newest first
 * @param whole when all files of a release were there, by its id
 */
record Look(
    Optional<SiteInfo> info,
    Optional<LivePointer> live,
    List<Switched> switches,
    Map<String, Instant> whole) {
  static final Look NOTHING = new Look(Optional.empty(), Optional.empty(), List.of(), Map.of());

  /** As many as are written down, if somebody changed the pointer by hand. */
  long generation() {
    long recorded = switches.stream().mapToLong(Switched::generation).max().orElse(0);
    return Math.max(recorded, live.map(LivePointer::generation).orElse(0L));
  }

  Pointer pointer() {
    return live.map(now -> now.pointer(generation()))
        .orElseGet(() -> new Pointer(Optional.empty(), Optional.empty(), generation()));
  }

  Observed observed() {
    return new Observed(pointer(), retained());
  }

  boolean has(String release) {
    return whole.containsKey(release);
  }

  /** Releases that were live and can be again, the newest first. */
  List<String> retained() {
    return switches.stream().map(Switched::releaseId).distinct().filter(this::has).toList();
  }

  boolean isLiveOrBefore(String release) {
    return live.filter(now -> now.release().equals(release)).isPresent()
        || live.flatMap(LivePointer::previous).filter(p -> p.release().equals(release)).isPresent();
  }

  /** When another one took the place of each release, the last time that this happened. */
  Map<String, Instant> replaced() {
    return IntStream.range(1, switches.size())
        .boxed()
        .collect(
            Collectors.toMap(
                i -> switches.get(i).releaseId(),
                i -> switches.get(i - 1).at(),
                (newest, _) -> newest));
  }
}
