package dev.freehold.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The names that someone who mistyped one may have meant. */
public final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** A sentence for a remedy, with a space before it; empty when nothing is near. */
  public static String hint(String wanted, Collection<String> known) {
    List<String> near = of(wanted, known);
    return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
  }

  public static List<String> of(String wanted, Collection<String> known) {
    int allowed = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> name.startsWith(wanted) || distance(wanted, name) <= allowed)
        .sorted(
            Comparator.comparingInt((String name) -> distance(wanted, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** Letters inserted, removed or replaced, and neighbours swapped (optimal string alignment). */
  private static int distance(String a, String b) {
    var d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
