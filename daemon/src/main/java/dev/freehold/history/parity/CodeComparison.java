package dev.freehold.history.parity;

import dev.freehold.databases.Routine;
import dev.freehold.databases.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares the views and functions of two databases. */
record CodeComparison(Pair pair, DatabaseReport findings) {
  void views(List<View> mine, List<View> theirs) {
    compare("view", "views", byName(mine), byName(theirs));
  }

  void routines(List<Routine> mine, List<Routine> theirs) {
    compare("function", "functions", bySignature(mine), bySignature(theirs));
  }

  /**
   * @param mine what each does, by its name
   */
  private void compare(
      String thing, String things, Map<String, String> mine, Map<String, String> theirs) {
    var both =
        new Presence(pair, findings)
            .common(thing, things, Presence.Meaning.USED, mine.keySet(), theirs.keySet());
    var found = new ArrayList<DatabaseDifference.Found>();
    for (String name : both) {
      if (!mine.getOrDefault(name, "").equals(theirs.getOrDefault(name, ""))) {
        found.add(new DatabaseDifference.Found(name, "its own definition", "another definition"));
      }
    }
    findings.tell(
        new DatabaseDifference(
            thing,
            things,
            Severity.MAY_LIE,
            "It may answer something else.",
            pair.isAhead()
                ? "Before the release is promoted, run its migration in " + pair.to().name() + "."
                : "Run in one what changed it in the other: its migration."),
        found);
    if (!both.isEmpty() && mine.equals(theirs)) {
      findings.same("The " + things + " are the same.");
    }
  }

  private static Map<String, String> byName(List<View> views) {
    return views.stream()
        .collect(
            Collectors.toMap(
                view -> view.name().text(),
                view -> view.materialized() + view.definition(),
                (a, _) -> a,
                TreeMap::new));
  }

  private static Map<String, String> bySignature(List<Routine> routines) {
    return routines.stream()
        .collect(
            Collectors.toMap(
                Routine::signature,
                routine -> routine.returns() + " " + routine.body(),
                (a, _) -> a,
                TreeMap::new));
  }
}
