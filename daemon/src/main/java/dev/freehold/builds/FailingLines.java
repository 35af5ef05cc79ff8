package dev.freehold.builds;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Picks the lines out of a failed build's output that say why it failed. */
final class FailingLines {
  private static final int MOST = 20;

  /** Vite prints this, then rollup's, rolldown's or its own message and a stack. */
  private static final String VITE = "error during build:";

  private static final Pattern STACK =
      Pattern.compile("^\\s+at .*|^\\s*errors: \\[Getter/Setter\\]|^\\}$");

  /** tsc ({@code a.ts(1,2): error TS1:} or {@code a.ts:1:2 - error TS1:}), esbuild, eslint, sh. */
  private static final Pattern ERROR =
      Pattern.compile(
          ".*\\berror TS\\d+:.*|.*[✘✗] ?\\[ERROR\\].*|^npm (?:error|ERR!) .*|.*: not found$"
              + "|^(?:\\w*Error|Error \\[\\w+\\]): .*|.*\\[vite[^\\]]*\\].*(?:[Ee]rror|[Ff]ailed).*"
              + "|^\\s*(?:ERROR|error)[: ].*|^fatal: .*");

  private FailingLines() {}

  /**
   * As {@link #of(List)}, of two streams that came by two pipes: what was printed on one may stand
   * anywhere between the lines of the other.
   *
   * @param output of both
   * @param errors of the standard error alone
   */
  static List<String> of(List<String> output, List<String> errors) {
    List<String> said = List.copyOf(errors);
    boolean whole = said.contains(VITE) || !NextFailure.of(said).isEmpty();
    return of(whole ? said : List.copyOf(output));
  }

  /** At most 20 lines, at least one when there was any output. */
  static List<String> of(List<String> output) {
    int vite = output.lastIndexOf(VITE);
    List<String> next = NextFailure.of(output);
    List<String> lines =
        vite >= 0
            ? message(output.subList(vite + 1, output.size()))
            : next.isEmpty()
                ? output.stream().filter(line -> ERROR.matcher(line).matches()).toList()
                : next;
    if (lines.isEmpty()) {
      var said = output.stream().filter(line -> !line.isBlank()).toList();
      return said.subList(Math.max(0, said.size() - MOST), said.size());
    }
    return lines.subList(0, Math.min(MOST, lines.size()));
  }

  /** Up to the stack, without frame drawings that only lead to it. */
  private static List<String> message(List<String> afterVite) {
    var lines = new ArrayList<String>();
    for (String line : afterVite) {
      if (STACK.matcher(line).matches()) {
        break;
      }
      if (!line.isBlank()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
