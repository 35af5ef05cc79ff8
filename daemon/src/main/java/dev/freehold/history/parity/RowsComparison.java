package dev.freehold.history.parity;

import dev.freehold.base.Units;
import dev.freehold.databases.Rows;
import dev.freehold.databases.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares how many rows tables have that two databases have in common. */
record RowsComparison(Pair pair, DatabaseReport findings) {
  private record Counted(String table, Rows from, Rows to) {
    boolean isEmptyHere() {
      return from.isNone() && to.count() > 0;
    }
  }

  /**
   * @param mine tables by name
   * @param theirs the same tables of the other
   */
  void compare(Map<String, Table> mine, Map<String, Table> theirs) {
    var counted = new ArrayList<Counted>();
    mine.forEach(
        (name, table) ->
            Optional.ofNullable(theirs.get(name))
                .flatMap(Table::rows)
                .ifPresent(
                    to ->
                        table.rows().ifPresent(from -> counted.add(new Counted(name, from, to)))));
    int uncounted = mine.size() - counted.size();
    if (uncounted > 0) {
      findings.unknown(
          "rows of " + Units.count(uncounted, "table"),
          "They were not counted: the user of the address does not see all of them, or it takes too"
              + " long.");
    }
    empty(counted.stream().filter(Counted::isEmptyHere).toList());
    sizes(
        counted.stream()
            .filter(c -> !c.isEmptyHere() && c.from().count() != c.to().count())
            .toList());
  }

  private void empty(List<Counted> tables) {
    findings.tell(
        new DatabaseDifference(
            "rows of",
            "tables without rows",
            Severity.MAY_LIE,
            "What shows or needs rows of it can't be tried in " + pair.from().name() + ".",
            "Give " + pair.from().name() + " rows of its own, without data of real people."),
        tables.stream()
            .map(c -> new DatabaseDifference.Found(c.table(), c.from().words(), c.to().words()))
            .toList());
  }

  private void sizes(List<Counted> tables) {
    findings.tell(
        new DatabaseDifference(
            "rows of",
            "tables with another number of rows",
            Severity.HARMLESS,
            "What is fast with few rows may be slow with many.",
            "Nothing."),
        tables.stream()
            .map(c -> new DatabaseDifference.Found(c.table(), c.from().words(), c.to().words()))
            .toList());
  }
}
