package dev.freehold.git;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.RawText;

/** Lines for a reply, until it is as long as it may be. */
final class ConflictLines {
  private static final int CONTROL_CHARACTER = 6;
  private static final int QUOTED = 2;
  private static final int OF_A_LINE = 3;

  private int room;
  private boolean cut;

  /**
   * @param room bytes that the lines may take as JSON
   */
  ConflictLines(int room) {
    this.room = room;
  }

  /** Whether something did not fit. */
  boolean cut() {
    return cut;
  }

  boolean full() {
    return room <= 0;
  }

  void leaveOut() {
    cut = true;
  }

  /** A third of what is left, so that none of three sides takes the room of the others. */
  int third() {
    return room / 3;
  }

  /** The lines from {@code begin} to before {@code end}, as many as fit into {@code most} bytes. */
  List<String> of(RawText text, int begin, int end, int most) {
    var lines = new ArrayList<String>();
    int left = Math.min(most, room);
    int before = left;
    for (int i = begin; i < end; i++) {
      String line = text.getString(i);
      int fits = fitting(line, left - OF_A_LINE);
      if (fits < line.length()) {
        cut = true;
        if (fits > 0) {
          lines.add(line.substring(0, fits));
        }
        left = 0;
        break;
      }
      left -= bytes(line);
      lines.add(line);
    }
    room -= before - left;
    return lines;
  }

  /** How many characters of the line fit, never half of one. */
  private static int fitting(String line, int most) {
    int bytes = 0;
    for (int i = 0; i < line.length(); i++) {
      bytes += bytes(line.charAt(i));
      if (bytes > most) {
        boolean half = i > 0 && Character.isHighSurrogate(line.charAt(i - 1));
        return half ? i - 1 : i;
      }
    }
    return most < 0 ? -1 : line.length();
  }

  private static int bytes(String line) {
    return line.chars().map(letter -> bytes((char) letter)).sum() + OF_A_LINE;
  }

  private static int bytes(char letter) {
    if (letter < ' ' || letter == '\u007f') {
      return CONTROL_CHARACTER;
    }
    if (letter == '"' || letter == '\\') {
      return QUOTED;
    }
    return letter < '\u0080' ? 1 : 3;
  }
}
