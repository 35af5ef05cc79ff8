package dev.freehold.databases;

import java.util.Comparator;
import java.util.regex.Pattern;

/** What something of a schema is called. */
public record Name(String schema, String name) implements Comparable<Name> {
  private static final Comparator<Name> ORDER =
      Comparator.comparing(Name::schema).thenComparing(Name::name);
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** As it is written in SQL, where {@code public} can be left out. */
  public String text() {
    return (schema.equals("public") ? "" : quoted(schema) + ".") + quoted(name);
  }

  /** In SQL, and never taken for anything else. */
  public String sql() {
    return always(schema) + "." + always(name);
  }

  /** An identifier as it is written in SQL: in quotes where it needs them. */
  public static String quoted(String identifier) {
    return PLAIN.matcher(identifier).matches() ? identifier : always(identifier);
  }

  private static String always(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  @Override
  public int compareTo(Name other) {
    return ORDER.compare(this, other);
  }
}
