package dev.freehold.history.parity;

import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.check.DatabaseAddress;
import dev.freehold.check.SharedDatabase;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether both work on one database. What is in two of them is not looked at: that is {@link
 * DatabaseContentComparer}'s.
 *
 * @param pairs those that can be looked at
 */
record DatabaseComparer(DatabasePairs pairs) implements Comparer {
  private static final String KIND = DatabaseReport.KIND;

  @Override
  public void compare(Pair pair, Report report) {
    List<String> mine = meant(pair.from().settings());
    List<String> theirs = meant(pair.to().settings());
    var names = new TreeSet<>(mine);
    names.addAll(theirs);
    if (names.isEmpty()) {
      return;
    }
    if (pair.isOne()) {
      report.same("There is one database.");
      return;
    }
    List<String> shared =
        SharedDatabase.names(
            pair.from().settings(),
            pair.from().environment().target(),
            pair.to().settings(),
            pair.to().environment().target());
    shared.forEach(name -> report.differs(shared(pair, name)));
    mine.stream()
        .filter(name -> theirs.contains(name) && !shared.contains(name))
        .filter(name -> differs(pair, name))
        .forEach(name -> report.differs(own(pair, name)));
    names.removeAll(shared);
    names.removeAll(pairs.covered(pair));
    if (!names.isEmpty()) {
      report.unknown(
          KIND,
          String.join(", ", names.stream().limit(5).toList()) + (names.size() > 5 ? ", …" : ""),
          "What is in a database is compared where both environments have an address of it that"
              + " begins with postgres:// or postgresql://.");
    }
  }

  private static List<String> meant(Settings settings) {
    return settings.variables().stream()
        .filter(v -> !v.value().isBlank() && DatabaseAddress.isMeant(v.name(), v.value()))
        .map(Variable::name)
        .toList();
  }

  private static boolean differs(Pair pair, String name) {
    return !pair.from()
        .settings()
        .variable(name)
        .map(Variable::value)
        .equals(pair.to().settings().variable(name).map(Variable::value));
  }

  private static Difference shared(Pair pair, String name) {
    return new Difference(
        KIND,
        name,
        "the database of " + pair.to().name(),
        "the same one",
        Severity.LIES,
        "What is tried in "
            + pair.from().name()
            + " changes what visitors of "
            + pair.to().name()
            + " see.",
        pair.command("var set " + name + " -", pair.from()),
        false);
  }

  private static Difference own(Pair pair, String name) {
    return new Difference(
        KIND,
        name,
        "its own",
        "its own",
        Severity.HARMLESS,
        "Each environment of " + pair.app().slug() + " should have a database of its own.",
        "Nothing.",
        false);
  }
}
