package dev.freehold.targets.site;

import dev.freehold.targets.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a site serves: {@code pointer.json}. Replaced by rename, so a reader sees the old one or the
 * new one.
 *
 * @param generation counts the switches, from 1
 * @param by key of the step that made this switch: how that step is recognised after a crash
 * @param retained what was live, the newest first; starts with the live one
 */
public record SitePointer(
    long generation,
    String by,
    ServedRelease live,
    Optional<ServedRelease> previous,
    List<RetainedRelease> retained) {

  /** The pointer after a switch. */
  public static SitePointer switched(
      Optional<SitePointer> before, ServedRelease live, String by, Instant now) {
    var retained = new ArrayList<RetainedRelease>();
    retained.add(RetainedRelease.of(live));
    before.ifPresent(
        pointer ->
            pointer.retained().stream()
                .filter(release -> !release.releaseId().equals(live.releaseId()))
                .map(release -> release.replaced(now))
                .forEach(retained::add));
    return new SitePointer(
        before.map(SitePointer::generation).orElse(0L) + 1,
        by,
        live,
        before.map(SitePointer::live),
        List.copyOf(retained));
  }

  /**
   * Without the retained releases that need not be kept. The live one, the one before and those
   * that are still open somewhere stay.
   */
  public SitePointer retaining(Set<String> keep, Instant now) {
    return new SitePointer(
        generation,
        by,
        live,
        previous,
        retained.stream()
            .filter(release -> release.isOpenSomewhere(now) || isKept(release.releaseId(), keep))
            .toList());
  }

  private boolean isKept(String releaseId, Set<String> keep) {
    return keep.contains(releaseId)
        || releaseId.equals(live.releaseId())
        || previous.map(ServedRelease::releaseId).equals(Optional.of(releaseId));
  }

  public Pointer pointer() {
    return new Pointer(Optional.of(live.live()), previous.map(ServedRelease::live), generation);
  }

  public List<String> retainedIds() {
    return retained.stream().map(RetainedRelease::releaseId).toList();
  }
}
