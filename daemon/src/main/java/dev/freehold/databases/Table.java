package dev.freehold.databases;

import java.util.List;
import java.util.Optional;

/**
 * A table. Partitions count as part of the table that they are of.
 *
 * @param columns in the order of the table
 * @param constraints without a name, sorted: two that say the same are the same
 * @param indexes those that no constraint has; as the constraints
 * @param rowSecurity whether policies say who sees which rows
 * @param policies their names, sorted
 * @param rows empty when nobody could tell
 */
public record Table(
    Name name,
    List<Column> columns,
    List<Constraint> constraints,
    List<Index> indexes,
    boolean rowSecurity,
    List<String> policies,
    Optional<Rows> rows) {
  public Table with(Rows counted) {
    return new Table(
        name, columns, constraints, indexes, rowSecurity, policies, Optional.of(counted));
  }

  /**
   * @param definition {@code FOREIGN KEY (owner) REFERENCES public.users(id)}
   */
  public record Constraint(Kind kind, String definition) {
    /** What it sees to. */
    public enum Kind {
      PRIMARY_KEY("primary key"),
      UNIQUE("unique key"),
      FOREIGN_KEY("foreign key"),
      CHECK("check"),
      EXCLUSION("exclusion");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      public String words() {
        return words;
      }
    }
  }

  /**
   * @param unique whether it refuses a second row with the same values
   * @param definition what is behind the table's name: {@code USING btree (email)}
   */
  public record Index(boolean unique, String definition) {}
}
