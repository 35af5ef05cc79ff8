package dev.freehold.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Columns aligned to the left, two spaces between them, nothing after the last. */
public final class Table {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public String text() {
    return text("");
  }

  /** Every line starts with {@code indent} and ends with a line feed. */
  public String text(String indent) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    var widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        line.append(cell).repeat(" ", widths[i] - width(cell)).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(String cell) {
    String shown = COLOUR.matcher(cell).replaceAll("");
    return shown.codePointCount(0, shown.length());
  }
}
