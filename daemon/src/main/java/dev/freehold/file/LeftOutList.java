package dev.freehold.file;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects what is left out, each folder once with the number of its files. */
final class LeftOutList {
  /** A receipt stays small whatever an archive holds. */
  private static final int MOST = 200;

  private final TreeMap<String, Counted> byPath = new TreeMap<>();
  private int unlisted;

  /**
   * @param what {@code path}, or the folder that it is in
   * @param file whether {@code path} counts as a file
   */
  void add(LeftOut what, String path, boolean file) {
    Counted known = byPath.get(what.path());
    if (known == null && byPath.size() >= MOST) {
      unlisted++;
      return;
    }
    int before = known == null ? 0 : known.below();
    boolean below = file && !what.path().equals(path);
    byPath.put(what.path(), new Counted(what.reason(), below ? before + 1 : before));
  }

  List<LeftOut> list() {
    var list = new ArrayList<LeftOut>();
    byPath.forEach((path, counted) -> list.add(new LeftOut(path, counted.text())));
    if (unlisted > 0) {
      list.add(new LeftOut("…", String.format("and %,d more, for the same reasons", unlisted)));
    }
    return List.copyOf(list);
  }

  private record Counted(String reason, int below) {
    String text() {
      return switch (below) {
        case 0 -> reason;
        case 1 -> reason + " (1 file)";
        default -> String.format("%s (%,d files)", reason, below);
      };
    }
  }
}
