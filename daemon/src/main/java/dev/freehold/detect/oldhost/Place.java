package dev.freehold.detect.oldhost;

/**
 * Where a rule stands.
 *
 * @param line from 1; 0 where the file's language has none
 * @param text of the rule, as people recognise it
 */
public record Place(String file, int line, String text) {
  private static final int LONGEST_SHOWN = 120;

  public Place {
    String oneLine = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    text =
        oneLine.length() > LONGEST_SHOWN ? oneLine.substring(0, LONGEST_SHOWN - 1) + "…" : oneLine;
  }

  public String shown() {
    return line == 0 ? file : file + " line " + line;
  }
}
