package dev.freehold.history.parity;

import dev.freehold.base.Units;
import dev.freehold.databases.Name;
import dev.freehold.databases.Table;
import dev.freehold.databases.Table.Constraint;
import dev.freehold.databases.Table.Index;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the tables of two databases, and what says which rows they take and show. */
record TablesComparison(Pair pair, DatabaseReport findings) {
  void compare(List<Table> mine, List<Table> theirs) {
    Map<String, Table> from = byName(mine);
    Map<String, Table> to = byName(theirs);
    Collection<String> both =
        presence().common("table", "tables", Presence.Meaning.USED, from.keySet(), to.keySet());
    from.keySet().retainAll(both);
    to.keySet().retainAll(both);
    new ColumnsComparison(pair, findings).compare(from, to);
    for (Constraint.Kind kind : Constraint.Kind.values()) {
      present(
          kind.words(),
          Presence.Meaning.REFUSES,
          from,
          to,
          table ->
              table.constraints().stream()
                  .filter(c -> c.kind() == kind)
                  .map(Constraint::definition));
    }
    indexes(from, to);
    security(from, to);
    new RowsComparison(pair, findings).compare(from, to);
    if (!both.isEmpty()) {
      findings.same("Both databases have " + Units.count(both.size(), "table") + " in common.");
    }
  }

  private void indexes(Map<String, Table> from, Map<String, Table> to) {
    present("unique index", Presence.Meaning.REFUSES, from, to, table -> indexes(table, true));
    present("index", Presence.Meaning.SPEEDS, from, to, table -> indexes(table, false));
  }

  private static Stream<String> indexes(Table table, boolean unique) {
    return table.indexes().stream().filter(i -> i.unique() == unique).map(Index::definition);
  }

  private void security(Map<String, Table> from, Map<String, Table> to) {
    findings.tell(
        new DatabaseDifference(
            "row level security of",
            "tables with another row level security",
            Severity.LIES,
            "In one of them every row can be read by whoever may read the table.",
            "Set it in both alike: ALTER TABLE ... ENABLE ROW LEVEL SECURITY."),
        from.values().stream()
            .map(
                table ->
                    new DatabaseDifference.Found(
                        table.name().text(), onOff(table), onOff(in(to, table.name()))))
            .filter(found -> !found.from().equals(found.to()))
            .toList());
    present(
        "policy",
        Presence.Meaning.ADMITS,
        from,
        to,
        table -> table.policies().stream().map(Name::quoted));
  }

  private void present(
      String thing,
      Presence.Meaning meaning,
      Map<String, Table> from,
      Map<String, Table> to,
      Function<Table, Stream<String>> parts) {
    String things =
        thing.equals("policy") ? "policies" : thing.endsWith("x") ? thing + "es" : thing + "s";
    presence().common(thing, things, meaning, names(from, parts), names(to, parts));
  }

  private static List<String> names(
      Map<String, Table> tables, Function<Table, Stream<String>> parts) {
    return tables.values().stream()
        .flatMap(table -> parts.apply(table).map(part -> "of " + table.name().text() + ": " + part))
        .toList();
  }

  private Presence presence() {
    return new Presence(pair, findings);
  }

  private static Map<String, Table> byName(List<Table> tables) {
    return tables.stream()
        .collect(
            Collectors.toMap(
                table -> table.name().text(), table -> table, (a, _) -> a, TreeMap::new));
  }

  private static Table in(Map<String, Table> tables, Name name) {
    return Objects.requireNonNull(tables.get(name.text()));
  }

  private static String onOff(Table table) {
    return table.rowSecurity() ? "on" : "off";
  }
}
