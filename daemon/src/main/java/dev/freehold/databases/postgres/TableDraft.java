package dev.freehold.databases.postgres;

import dev.freehold.databases.Column;
import dev.freehold.databases.Name;
import dev.freehold.databases.Rows;
import dev.freehold.databases.Table;
import dev.freehold.databases.Table.Constraint;
import dev.freehold.databases.Table.Index;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A table whose parts come from several catalogs. */
final class TableDraft {
  private static final int SMALL_PAGES = 10_000;

  private final Name name;
  private final boolean rowSecurity;
  private final long estimate;
  private final boolean small;
  private final List<Column> columns = new ArrayList<>();
  private final List<Constraint> constraints = new ArrayList<>();
  private final List<Index> indexes = new ArrayList<>();
  private final List<String> policies = new ArrayList<>();
  private Optional<Rows> rows;

  /**
   * @param estimate how many rows it had when the server last looked; not positive when it never
   *     did
   * @param pages of 8 KiB that it had then
   * @param countable whether this user may read all of its rows
   */
  TableDraft(Name name, boolean rowSecurity, long estimate, long pages, boolean countable) {
    this.name = name;
    this.rowSecurity = rowSecurity;
    this.estimate = estimate;
    this.small = countable && estimate <= RowCounts.MOST && pages <= SMALL_PAGES;
    this.rows =
        estimate > 0 ? Optional.of(new Rows(estimate, Rows.Precision.ABOUT)) : Optional.empty();
  }

  Name name() {
    return name;
  }

  /** Whether counting its rows is soon done. */
  boolean isSmall() {
    return small;
  }

  void add(Column column) {
    columns.add(column);
  }

  void add(Constraint constraint) {
    constraints.add(constraint);
  }

  void add(Index index) {
    indexes.add(index);
  }

  void addPolicy(String policy) {
    policies.add(policy);
  }

  /**
   * @param counted at most one more than {@link RowCounts#MOST}
   */
  void counted(long counted) {
    if (counted <= RowCounts.MOST) {
      rows = Optional.of(new Rows(counted, Rows.Precision.EXACT));
    } else if (estimate <= RowCounts.MOST) {
      rows = Optional.of(new Rows(RowCounts.MOST, Rows.Precision.AT_LEAST));
    }
  }

  Table table() {
    return new Table(
        name,
        List.copyOf(columns),
        constraints.stream()
            .sorted(Comparator.comparing(Constraint::kind).thenComparing(Constraint::definition))
            .toList(),
        indexes.stream()
            .sorted(Comparator.comparing(Index::definition).thenComparing(Index::unique))
            .toList(),
        rowSecurity,
        policies.stream().sorted().toList(),
        rows);
  }
}
