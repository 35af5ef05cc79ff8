package dev.freehold.base;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids of which each is sorted behind the one before; what the clock says comes second. */
final class OrderedIds implements Ids {
  private static final Pattern UUID_V7 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int MILLIS_DIGITS = 12;

  private final Ids clocked;
  private String last;

  OrderedIds(Ids clocked, String last) {
    this.clocked = clocked;
    this.last = UUID_V7.matcher(last).matches() ? last : "";
  }

  @Override
  public synchronized String next() {
    String next = clocked.next();
    last = next.compareTo(last) > 0 ? next : withMillis(next, millis(last) + 1);
    return last;
  }

  private static long millis(String id) {
    return HexFormat.fromHexDigitsToLong(id.replace("-", "").substring(0, MILLIS_DIGITS));
  }

  private static String withMillis(String id, long millis) {
    String digits = HexFormat.of().toHexDigits(millis, MILLIS_DIGITS);
    return digits.substring(0, 8) + "-" + digits.substring(8) + id.substring(13);
  }
}
