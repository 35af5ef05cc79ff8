package dev.freehold.history.parity;

/** How long a release is watched after it went live. */
final class WatchComparer implements Comparer {
  @Override
  public void compare(Pair pair, Report report) {
    int from = pair.from().traits().watchSeconds();
    int to = pair.to().traits().watchSeconds();
    if (from == to) {
      report.same("A new release is watched for " + from + " seconds in both.");
      return;
    }
    report.differs(
        new Difference(
            "watch",
            "how long a new release is watched",
            from + " seconds",
            to + " seconds",
            Severity.HARMLESS,
            "A release that fails late is taken back in one of them only.",
            pair.command("deploy --watch " + to, pair.from()),
            false));
  }
}
