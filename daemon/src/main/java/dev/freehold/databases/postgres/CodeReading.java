package dev.freehold.databases.postgres;

import static dev.freehold.databases.postgres.ReadTransaction.text;

import dev.freehold.databases.Name;
import dev.freehold.databases.Routine;
import dev.freehold.databases.View;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the views and functions of the app's own schemas. */
final class CodeReading {
  /** Since then a function may have a body that is not kept as text. */
  private static final int PARSED_BODIES = 14;

  private static final String VIEWS =
      """
      SELECT n.nspname, c.relname, c.relkind = 'm', md5(pg_get_viewdef(c.oid))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND %s AND %s\
      """
          .formatted(Scope.isNoExtensions("pg_class", "c.oid"), Scope.SCHEMAS);

  private static final String ROUTINES =
      """
      SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
        pg_get_function_result(p.oid), md5(concat_ws('|', l.lanname, p.prosecdef, p.provolatile,
          coalesce(nullif(p.prosrc, ''), %s)))
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_language l ON l.oid = p.prolang
      WHERE %s AND %s\
      """;

  private CodeReading() {}

  /**
   * @throws SQLException when the server refuses
   */
  static List<View> views(ReadTransaction transaction) throws SQLException {
    var views = new ArrayList<View>();
    transaction.each(
        VIEWS,
        row ->
            views.add(
                new View(new Name(text(row, 1), text(row, 2)), row.getBoolean(3), text(row, 4))));
    return views.stream().sorted(Comparator.comparing(View::name)).toList();
  }

  /**
   * @throws SQLException when the server refuses
   */
  static List<Routine> routines(ReadTransaction transaction, int major) throws SQLException {
    var routines = new ArrayList<Routine>();
    transaction.each(
        ROUTINES.formatted(
            major < PARSED_BODIES ? "''" : "pg_get_function_sqlbody(p.oid)",
            Scope.isNoExtensions("pg_proc", "p.oid"),
            Scope.SCHEMAS),
        row ->
            routines.add(
                new Routine(
                    new Name(text(row, 1), text(row, 2)),
                    text(row, 3),
                    text(row, 4),
                    text(row, 5))));
    return routines.stream()
        .sorted(Comparator.comparing(Routine::name).thenComparing(Routine::arguments))
        .toList();
  }
}
