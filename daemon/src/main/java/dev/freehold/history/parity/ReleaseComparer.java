package dev.freehold.history.parity;

import dev.freehold.release.Release;

/** Which release is live, and whether it is the same bytes. */
final class ReleaseComparer implements Comparer {
  private static final String KIND = "release";
  private static final int DIGITS = 10;

  @Override
  public void compare(Pair pair, Report report) {
    report.trouble(pair.from());
    report.trouble(pair.to());
    if (pair.from().live().isEmpty() || pair.to().live().isEmpty()) {
      report.unknown(KIND, "what is live", pair.whyNoArtifacts().orElseThrow());
      return;
    }
    Release mine = pair.from().live().get();
    Release theirs = pair.to().live().get();
    if (mine.id().equals(theirs.id())) {
      report.same("Both have " + mine.name() + " live: the same bytes, " + brief(mine) + ".");
      return;
    }
    report.differs(
        new Difference(
            KIND,
            "what is live",
            mine.name(),
            theirs.name(),
            pair.ofRelease(),
            pair.reasonOfRelease(),
            pair.bringRelease(),
            true));
    if (mine.artifactId().equals(theirs.artifactId())) {
      report.same("The built files are the same bytes, " + brief(mine) + ".");
    }
  }

  private static String brief(Release release) {
    String id = release.artifactId();
    return "artifact " + id.substring(0, Math.min(DIGITS, id.length()));
  }
}
