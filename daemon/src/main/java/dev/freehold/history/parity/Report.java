package dev.freehold.history.parity;

import dev.freehold.base.PlainText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What comparing finds, in the order of finding it. Names may be those of strangers: whatever is
 * told is safe to show.
 */
final class Report {
  /** Some values are long, and a reply must stay small. */
  private static final int LONGEST = 200;

  private final List<Difference> differences = new ArrayList<>();
  private final List<String> same = new ArrayList<>();
  private final List<Unknown> unknown = new ArrayList<>();

  void differs(Difference difference) {
    differences.add(
        new Difference(
            difference.kind(),
            cut(difference.what()),
            cut(difference.from()),
            cut(difference.to()),
            difference.severity(),
            PlainText.of(difference.reason()),
            PlainText.of(difference.action()),
            difference.promoted()));
  }

  void same(String sentence) {
    same.add(PlainText.of(sentence));
  }

  void unknown(String kind, String what, String reason) {
    unknown.add(new Unknown(kind, cut(what), PlainText.of(reason)));
  }

  /** That a place could not be asked: what is said of it is what was last known. */
  void trouble(Side side) {
    side.trouble().ifPresent(why -> unknown("target", "what is live in " + side.name(), why));
  }

  /** The gravest first; those of one severity as they were found. */
  List<Difference> differences() {
    return differences.stream().sorted(Comparator.comparing(Difference::severity)).toList();
  }

  List<String> same() {
    return List.copyOf(same);
  }

  List<Unknown> unknown() {
    return List.copyOf(unknown);
  }

  private static String cut(String text) {
    String plain = PlainText.of(text);
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}
