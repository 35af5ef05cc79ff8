package dev.freehold.history.parity;

import dev.freehold.databases.Column;
import dev.freehold.databases.Name;
import dev.freehold.databases.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Compares the columns of tables that two databases have in common. Their order is no matter. */
record ColumnsComparison(Pair pair, DatabaseReport findings) {
  /**
   * @param mine tables by name
   * @param theirs the same tables of the other
   */
  void compare(Map<String, Table> mine, Map<String, Table> theirs) {
    Map<String, Column> from = columns(mine.values());
    Map<String, Column> to = columns(theirs.values());
    Collection<String> both =
        new Presence(pair, findings)
            .common("column", "columns", Presence.Meaning.USED, from.keySet(), to.keySet());
    from.keySet().retainAll(both);
    to.keySet().retainAll(both);
    findings.tell(
        difference(
            "type of column",
            "columns of another type",
            Severity.LIES,
            "What one takes and sorts, the other refuses or sorts otherwise."),
        found(from, to, Column::type));
    nullable(from, to);
    findings.tell(
        difference(
            "default of column",
            "columns with another default",
            Severity.MAY_LIE,
            "A row for which nothing is said gets another value."),
        found(from, to, column -> column.filled().orElse("none")));
  }

  private void nullable(Map<String, Column> from, Map<String, Column> to) {
    List<DatabaseDifference.Found> found =
        found(from, to, column -> column.nullable() ? "may be null" : "not null");
    List<DatabaseDifference.Found> laxer =
        found.stream().filter(f -> f.to().equals("not null")).toList();
    findings.tell(
        difference(
            "column",
            "columns that may be null in one only",
            Severity.LIES,
            pair.from().name() + " takes rows that " + pair.to().name() + " refuses."),
        laxer);
    var stricter = new ArrayList<>(found);
    stricter.removeAll(laxer);
    findings.tell(
        difference(
            "column",
            "columns that may be null in one only",
            Severity.MAY_LIE,
            pair.from().name() + " refuses rows that " + pair.to().name() + " takes."),
        stricter);
  }

  /** A newer release may be the reason, and may not. */
  private DatabaseDifference difference(
      String thing, String things, Severity severity, String reason) {
    return new DatabaseDifference(
        thing,
        things,
        pair.isAhead() ? Severity.MAY_LIE : severity,
        reason,
        pair.isAhead()
            ? "If the newer release needs it, run its migration in "
                + pair.to().name()
                + " before it is promoted."
            : "Run in one what changed it in the other: its migration.");
  }

  private static List<DatabaseDifference.Found> found(
      Map<String, Column> from, Map<String, Column> to, Function<Column, String> words) {
    var found = new ArrayList<DatabaseDifference.Found>();
    from.forEach(
        (name, column) -> {
          Column other = to.get(name);
          if (other != null && !words.apply(column).equals(words.apply(other))) {
            found.add(new DatabaseDifference.Found(name, words.apply(column), words.apply(other)));
          }
        });
    return found;
  }

  private static Map<String, Column> columns(Collection<Table> tables) {
    var columns = new TreeMap<String, Column>();
    for (Table table : tables) {
      for (Column column : table.columns()) {
        columns.put(table.name().text() + "." + Name.quoted(column.name()), column);
      }
    }
    return columns;
  }
}
