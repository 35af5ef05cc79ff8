package dev.freehold.targets.aws;

/**
 * A place in what a server printed, by when CloudWatch took it. As a number it stays below 2^53
 * until 2048, so that programs which know numbers of that size alone can carry it.
 *
 * @param taken in milliseconds since 1970
 * @param index among all that was taken in that millisecond; CloudWatch takes 10,000 at a time
 */
record LogPosition(long taken, int index) implements Comparable<LogPosition> {
  private static final int AT_A_TIME = 10_000;

  /** The first of January 2020. */
  private static final long BEGIN = 1_577_836_800_000L;

  static LogPosition of(long number) {
    return new LogPosition(BEGIN + number / AT_A_TIME, (int) (number % AT_A_TIME));
  }

  /** After all that was taken until then. */
  static LogPosition endOf(long millisecond) {
    return new LogPosition(millisecond, AT_A_TIME - 1);
  }

  /** Of what comes right after, and was taken then. */
  LogPosition next(long millisecond) {
    return millisecond == taken
        ? new LogPosition(taken, index + 1)
        : new LogPosition(millisecond, 0);
  }

  long number() {
    return Math.max(0, taken - BEGIN) * AT_A_TIME + Math.min(index, AT_A_TIME - 1);
  }

  @Override
  public int compareTo(LogPosition other) {
    return taken == other.taken
        ? Integer.compare(index, other.index)
        : Long.compare(taken, other.taken);
  }
}
