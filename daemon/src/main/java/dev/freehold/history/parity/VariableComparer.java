package dev.freehold.history.parity;

import dev.freehold.app.PublicVariables;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.base.Sha256;
import dev.freehold.base.Units;
import dev.freehold.check.DatabaseAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables that are live, by name, and by the digests of their values. */
final class VariableComparer implements Comparer {
  private static final String KIND = "variable";
  private static final int DIGITS = 8;
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(?:KEY|SECRET|TOKEN|PASS|PWD|CREDENTIAL|PRIVATE|SIGNING|WEBHOOK|DSN|SALT).*",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void compare(Pair pair, Report report) {
    Map<String, Variable> from = filled(pair.from().settings());
    Map<String, Variable> to = filled(pair.to().settings());
    var names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    int same = 0;
    for (String name : names) {
      Variable mine = from.get(name);
      Variable theirs = to.get(name);
      if (mine == null) {
        report.differs(missing(pair, name));
      } else if (theirs == null) {
        report.differs(onlyHere(pair, name));
      } else if (!mine.value().equals(theirs.value())) {
        different(pair, report, mine, theirs);
      } else if (isSecret(mine) && !pair.isOne()) {
        report.differs(shared(pair, name));
      } else {
        same++;
      }
    }
    if (same > 0) {
      report.same(
          Units.count(same, "variable") + (same == 1 ? " has" : " have") + " the same value.");
    }
  }

  /** An empty value is none. */
  private static Map<String, Variable> filled(Settings settings) {
    return settings.variables().stream()
        .filter(v -> !v.value().isBlank())
        .collect(Collectors.toMap(Variable::name, v -> v, (a, _) -> a, TreeMap::new));
  }

  /** What {@link DatabaseComparer} judges is none. */
  private static boolean isSecret(Variable variable) {
    return !PublicVariables.isPublic(variable.name())
        && SECRET.matcher(variable.name()).matches()
        && !DatabaseAddress.isMeant(variable.name(), variable.value());
  }

  private static void different(Pair pair, Report report, Variable mine, Variable theirs) {
    if (DatabaseAddress.isMeant(mine.name(), mine.value())
        && DatabaseAddress.isMeant(theirs.name(), theirs.value())) {
      return;
    }
    boolean visible = PublicVariables.isPublic(mine.name());
    boolean secret = isSecret(mine);
    report.differs(
        new Difference(
            KIND,
            mine.name(),
            visible ? digest(mine) : "a value",
            visible ? digest(theirs) : "another value",
            secret ? Severity.HARMLESS : Severity.MAY_LIE,
            secret
                ? "A secret should be another one in each environment."
                : "Only you can tell whether the app does the same with both values.",
            secret
                ? "Nothing."
                : "Nothing, if it is meant; else "
                    + pair.command("var set " + mine.name() + "=...", pair.from()),
            false));
  }

  private static Difference missing(Pair pair, String name) {
    return new Difference(
        KIND,
        name,
        "has none",
        "has a value",
        Severity.LIES,
        "The app runs there without what " + pair.to().name() + " has.",
        set(pair, name, pair.from()),
        false);
  }

  private static Difference onlyHere(Pair pair, String name) {
    return new Difference(
        KIND,
        name,
        "has a value",
        "has none",
        Severity.LIES,
        "What works with it in " + pair.from().name() + " does not in " + pair.to().name() + ".",
        set(pair, name, pair.to())
            + ", or if the app does not need it: "
            + pair.command("var unset " + name, pair.from()),
        false);
  }

  private static Difference shared(Pair pair, String name) {
    return new Difference(
        KIND,
        name,
        "the same value",
        "the same value",
        Severity.MAY_LIE,
        "With the same secret, what is tried in "
            + pair.from().name()
            + " happens to "
            + pair.to().name()
            + ": its payments, its mail, its users.",
        set(pair, name, pair.from()),
        false);
  }

  private static String set(Pair pair, String name, Side side) {
    return PublicVariables.isPublic(name)
        ? pair.command("var set " + name + "=...", side)
        : pair.command("var set " + name + " -", side);
  }

  /** Enough to see that two differ; what it is made of is in the page for every visitor. */
  private static String digest(Variable variable) {
    return "value " + Sha256.of(variable.value()).hex().substring(0, DIGITS);
  }
}
