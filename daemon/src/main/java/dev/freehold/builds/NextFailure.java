package dev.freehold.builds;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Next.js says when a build fails, with webpack or with Turbopack: for each file that fails,
 * its name and what is wrong; without warnings, pictures of the code, ways of import, and repeats.
 */
final class NextFailure {
  private static final Pattern BEGIN =
      Pattern.compile("Failed to compile\\.|(?:Error: )?Turbopack build failed with \\d+ errors?:");

  private static final Pattern END =
      Pattern.compile(
          "\\s+at .*|> Build (?:failed|error).*|info {2}- Need to disable.*|.*build worker"
              + " exited.*");

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern FILE =
      Pattern.compile("(?:\\./)?[\\w@$+.()\\[\\]/-]+\\.\\w+(?::\\d+:\\d+)?");
  private static final Pattern WARNING = Pattern.compile("\\d+:\\d+\\s+Warning: .*");
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "\\s*|\\s*>?\\s*\\d*\\s*[|│·].*|\\s+: .*|\\s*`-+|\\s*[╰╭].*"
              + "|https://nextjs\\.org/docs/messages/\\S*");

  /** From here on, up to the next file, nothing says what is wrong. */
  private static final Pattern NO_MORE = Pattern.compile("Import traces?\\b.*|Stack backtrace:");

  private NextFailure() {}

  /** Empty when it is no failure of Next.js' compilers. */
  static List<String> of(List<String> output) {
    List<String> plain = output.stream().map(line -> COLOUR.matcher(line).replaceAll("")).toList();
    int begin = -1;
    for (int i = 0; i < plain.size(); i++) {
      begin = BEGIN.matcher(plain.get(i).strip()).matches() ? i : begin;
    }
    return begin < 0
        ? List.of()
        : sections(plain.subList(begin + 1, plain.size())).stream().flatMap(List::stream).toList();
  }

  private static LinkedHashSet<List<String>> sections(List<String> lines) {
    var sections = new LinkedHashSet<List<String>>();
    var section = new ArrayList<String>();
    boolean more = true;
    for (String line : lines) {
      if (END.matcher(line).matches()) {
        break;
      }
      if (FILE.matcher(line).matches()) {
        end(section, sections);
        section.add(line);
        more = true;
      } else if (NO_MORE.matcher(line).matches()) {
        more = false;
      } else if (more
          && !LEFT_OUT.matcher(line).matches()
          && !WARNING.matcher(line.strip()).matches()) {
        section.add(line);
      }
    }
    end(section, sections);
    return sections;
  }

  private static void end(List<String> section, LinkedHashSet<List<String>> sections) {
    if (section.stream().anyMatch(line -> !FILE.matcher(line).matches())) {
      sections.add(List.copyOf(section));
    }
    section.clear();
  }
}
