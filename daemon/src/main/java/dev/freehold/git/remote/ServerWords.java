package dev.freehold.git.remote;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a server said, made fit to be shown: lines of text, and not too many. */
final class ServerWords {
  private static final int MOST_LINES = 30;
  private static final int LONGEST_LINE = 300;
  private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

  private ServerWords() {}

  static String of(@Nullable String status, @Nullable String messages) {
    return Stream.of(status, messages)
        .flatMap(text -> text == null ? Stream.empty() : text.lines())
        .map(line -> ESCAPES.matcher(line).replaceAll(""))
        .map(line -> INVISIBLE.matcher(line).replaceAll(" ").strip())
        .filter(line -> !line.isEmpty())
        .limit(MOST_LINES)
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
        .collect(Collectors.joining("\n"));
  }
}
