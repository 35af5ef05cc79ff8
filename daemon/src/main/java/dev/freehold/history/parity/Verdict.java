package dev.freehold.history.parity;

import dev.freehold.base.Units;
import java.util.List;

/**
 * What the differences come to.
 *
 * @param text a sentence without a full stop: {@code staging lies about 2 things}
 * @param lies how many differences there are of this severity
 * @param unknown how many things could not be compared
 */
public record Verdict(State state, String text, int lies, int mayLie, int harmless, int unknown) {
  /** What an environment does. */
  public enum State {
    TELLS_THE_TRUTH,
    MAY_LIE,
    LIES
  }

  static Verdict of(String environment, List<Difference> differences, int unknown) {
    int lies = count(differences, Severity.LIES);
    int mayLie = count(differences, Severity.MAY_LIE);
    int harmless = count(differences, Severity.HARMLESS);
    State state = lies > 0 ? State.LIES : mayLie > 0 ? State.MAY_LIE : State.TELLS_THE_TRUTH;
    String found =
        switch (state) {
          case LIES ->
              environment
                  + " lies about "
                  + things(lies)
                  + (mayLie > 0 ? ", and may lie about " + mayLie + " more" : "");
          case MAY_LIE -> environment + " may lie about " + things(mayLie);
          case TELLS_THE_TRUTH ->
              environment
                  + " tells the truth"
                  + (unknown > 0 ? ", as far as it could be compared" : "");
        };
    return new Verdict(state, found, lies, mayLie, harmless, unknown);
  }

  private static int count(List<Difference> differences, Severity severity) {
    return (int) differences.stream().filter(d -> d.severity() == severity).count();
  }

  private static String things(int count) {
    return Units.count(count, "thing");
  }
}
