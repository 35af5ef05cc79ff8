package dev.freehold.history.parity;

import dev.freehold.targets.Connected;
import java.util.TreeSet;

/** Where both run: the kind of place, the place, and what its owner said of it. */
final class TargetComparer implements Comparer {
  private static final String KIND = "target";

  @Override
  public void compare(Pair pair, Report report) {
    Connected mine = pair.from().target();
    Connected theirs = pair.to().target();
    if (mine.name().equals(theirs.name())) {
      report.same("Both run on " + mine.name() + " (" + mine.kind() + ").");
      return;
    }
    boolean servers = pair.from().hasServers() || pair.to().hasServers();
    if (!mine.kind().equals(theirs.kind())) {
      report.differs(
          new Difference(
              KIND,
              "kind of place",
              mine.kind() + ", " + mine.name(),
              theirs.kind() + ", " + theirs.name(),
              servers ? Severity.LIES : Severity.MAY_LIE,
              servers
                  ? "The app's servers have another system, other limits and another way to them."
                  : "Files are answered by the same rules, by another server.",
              use(pair),
              false));
    } else {
      report.differs(
          new Difference(
              KIND,
              "place",
              mine.name(),
              theirs.name(),
              servers ? Severity.MAY_LIE : Severity.HARMLESS,
              "It is the same kind of place, and another one.",
              use(pair),
              false));
      values(pair, report);
    }
    report.unknown(
        KIND,
        "memory, processor and programs",
        "No target tells them of " + mine.name() + " and " + theirs.name() + ".");
  }

  /** Secrets are not among them. */
  private static void values(Pair pair, Report report) {
    var mine = pair.from().target().config();
    var theirs = pair.to().target().config();
    var names = new TreeSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      String from = mine.getOrDefault(name, "not said");
      String to = theirs.getOrDefault(name, "not said");
      if (!from.equals(to)) {
        boolean region = name.equals("region");
        report.differs(
            new Difference(
                KIND,
                name,
                from,
                to,
                region ? Severity.MAY_LIE : Severity.HARMLESS,
                region
                    ? "Ways to visitors and databases are longer or shorter, and limits differ."
                    : "Two places differ in this.",
                use(pair),
                false));
      }
    }
  }

  private static String use(Pair pair) {
    return pair.command("target use " + pair.to().target().name(), pair.from());
  }
}
