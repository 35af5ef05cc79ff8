package dev.freehold.history.parity;

import dev.freehold.release.Baked;
import dev.freehold.release.Release;
import java.util.List;

/** How two releases were built, where they are not the same bytes. */
final class BuildComparer implements Comparer {
  private static final String KIND = "build";

  @Override
  public void compare(Pair pair, Report report) {
    if (pair.from().live().isEmpty() || pair.to().live().isEmpty()) {
      return;
    }
    Release mine = pair.from().live().get();
    Release theirs = pair.to().live().get();
    if (mine.artifactId().equals(theirs.artifactId())) {
      return;
    }
    if (mine.commit().equals(theirs.commit())) {
      report.differs(sameSources(pair, mine, theirs));
    }
    if (!mine.adaptations().equals(theirs.adaptations())) {
      report.differs(
          new Difference(
              KIND,
              "adaptations",
              words(mine.adaptations()),
              words(theirs.adaptations()),
              pair.ofRelease(),
              pair.reasonOfRelease(),
              pair.bringRelease(),
              true));
    }
    report.unknown(
        KIND,
        "Node and the machine of the builds",
        "The builds differ, and it is not recorded with which Node and on which system each was"
            + " made.");
  }

  private static Difference sameSources(Pair pair, Release mine, Release theirs) {
    List<String> names =
        mine.baked().orElse(Baked.NOTHING).differences(theirs.baked().orElse(Baked.NOTHING));
    boolean baked = !names.isEmpty();
    return new Difference(
        KIND,
        "the same sources",
        mine.name(),
        theirs.name(),
        Severity.MAY_LIE,
        baked
            ? "They are built twice, because the values of "
                + String.join(", ", names.stream().limit(10).toList())
                + " are inside."
            : "They are built twice, so they are not the same bytes.",
        baked
            ? "Have the page look the values up when it is loaded, or give both the same."
            : pair.bringRelease(),
        !baked);
  }

  private static String words(List<String> adaptations) {
    return adaptations.isEmpty() ? "none" : String.join(", ", adaptations);
  }
}
