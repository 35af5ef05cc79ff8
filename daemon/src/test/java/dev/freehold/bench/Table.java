package dev.freehold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as Markdown that also reads well in a terminal. */
final class Table {
  private static final List<String> HEAD = List.of("what", "Freehold", "by hand", "in short");

  private final List<List<String>> rows = new ArrayList<>();
  private final String machine;

  Table(String machine) {
    this.machine = machine;
  }

  void row(String what, String freehold, String byHand, String inShort) {
    rows.add(List.of(what, freehold, byHand, inShort));
    System.out.println("measured: " + String.join(" | ", rows.getLast()));
  }

  String text() {
    var text = new StringBuilder(machine).append('\n');
    var all = new ArrayList<List<String>>();
    all.add(HEAD);
    all.addAll(rows);
    for (int i = 0; i < all.size(); i++) {
      line(text, all, all.get(i), " ");
      if (i == 0) {
        line(text, all, List.of("", "", "", ""), "-");
      }
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text, List<List<String>> all, List<String> row, String filling) {
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      int width = all.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
      text.append("| ")
          .append(row.get(i))
          .append(filling.repeat(width - row.get(i).length()))
          .append(' ');
    }
    text.append("|\n");
  }

  /** Replaces the table that the page has. */
  void writeInto(Path page) throws IOException {
    writeInto(page, "measured");
  }

  /**
   * @param mark of the place: the comments {@code mark: begin} and {@code mark: end}
   */
  void writeInto(Path page, String mark) throws IOException {
    String beginning = "<!-- " + mark + ": begin -->\n";
    String old = Files.readString(page);
    int begin = old.indexOf(beginning);
    int end = old.indexOf("<!-- " + mark + ": end -->\n");
    if (begin < 0 || end < begin) {
      throw new IOException(page + " has no place for the table");
    }
    Files.writeString(
        page, old.substring(0, begin + beginning.length()) + text() + old.substring(end));
  }
}
