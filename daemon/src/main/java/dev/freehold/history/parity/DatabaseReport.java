package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseLook;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells what differs between two databases. What many things have is one difference, which names
 * some of them: else an empty database would be nothing but a list of its tables.
 *
 * @param prefix in front of each name where there are several databases; may be empty
 */
record DatabaseReport(Report report, String prefix) {
  static final String KIND = "database";

  /** More than that are told as one. */
  static final int MOST = 10;

  void tell(DatabaseDifference difference, List<DatabaseDifference.Found> found) {
    if (found.size() <= MOST) {
      found.forEach(
          one -> differs(difference, difference.thing() + " " + one.name(), one.from(), one.to()));
      return;
    }
    String names =
        found.stream()
            .limit(MOST)
            .map(DatabaseDifference.Found::name)
            .collect(Collectors.joining(", "));
    differs(
        difference,
        found.size() + " " + difference.things() + ": " + names + ", …",
        common(found.stream().map(DatabaseDifference.Found::from).distinct().toList()),
        common(found.stream().map(DatabaseDifference.Found::to).distinct().toList()));
  }

  /** That a part of one of them could not be read. */
  void gaps(Side side, DatabaseLook look) {
    look.gaps()
        .forEach(
            gap ->
                report.unknown(
                    KIND,
                    prefix + gap.what() + " in " + side.name(),
                    "They could not be read, " + gap.reason() + "."));
  }

  void same(String sentence) {
    report.same(prefix + sentence);
  }

  void unknown(String what, String reason) {
    report.unknown(KIND, prefix + what, reason);
  }

  private void differs(DatabaseDifference difference, String what, String from, String to) {
    report.differs(
        new Difference(
            KIND,
            prefix + what,
            from,
            to,
            difference.severity(),
            difference.reason(),
            difference.action(),
            false));
  }

  private static String common(List<String> words) {
    return words.size() == 1 ? words.getFirst() : "differ";
  }
}
