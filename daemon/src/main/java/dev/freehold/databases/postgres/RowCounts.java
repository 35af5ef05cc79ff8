package dev.freehold.databases.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts the rows of small tables, many tables with one statement. */
final class RowCounts {
  /** Of a table with more the server's own statistics are good enough. */
  static final long MOST = 10_000;

  private static final int AT_ONCE = 50;

  private RowCounts() {}

  /**
   * Those that can't be counted, in time or at all, stay as they are.
   *
   * @throws SQLException when the connection is gone
   */
  static void count(List<TableDraft> tables, ReadTransaction transaction, Deadline deadline)
      throws SQLException {
    List<TableDraft> small = tables.stream().filter(TableDraft::isSmall).toList();
    boolean inTime = deadline.hasLeft(ReadTransaction.LONGEST_STATEMENT);
    for (int i = 0; i < small.size() && inTime; i += AT_ONCE) {
      List<TableDraft> some = small.subList(i, Math.min(small.size(), i + AT_ONCE));
      transaction.attempt(() -> countSome(some, transaction));
      inTime = deadline.hasLeft(ReadTransaction.LONGEST_STATEMENT);
    }
  }

  private static int countSome(List<TableDraft> tables, ReadTransaction transaction)
      throws SQLException {
    String sql =
        IntStream.range(0, tables.size())
            .mapToObj(i -> counting(i, tables.get(i)))
            .collect(Collectors.joining(" UNION ALL "));
    transaction.each(sql, row -> tables.get(row.getInt(1)).counted(row.getLong(2)));
    return tables.size();
  }

  private static String counting(int index, TableDraft table) {
    return "SELECT %d, (SELECT count(*) FROM (SELECT FROM %s LIMIT %d) first_rows)"
        .formatted(index, table.name().sql(), MOST + 1);
  }
}
