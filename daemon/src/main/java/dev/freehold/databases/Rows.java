package dev.freehold.databases;

import java.util.Locale;

/** How many rows a table has. */
public record Rows(long count, Precision precision) {
  /** How well that is known. */
  public enum Precision {
    EXACT,
    /** By the server's own statistics. */
    ABOUT,
    AT_LEAST
  }

  public boolean isNone() {
    return count == 0 && precision == Precision.EXACT;
  }

  /** {@code about 120,000} */
  public String words() {
    String number = String.format(Locale.ROOT, "%,d", count);
    return switch (precision) {
      case EXACT -> number;
      case ABOUT -> "about " + number;
      case AT_LEAST -> "more than " + number;
    };
  }
}
