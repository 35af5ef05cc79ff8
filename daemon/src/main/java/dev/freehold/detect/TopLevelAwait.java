package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Framework;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Modules of a page that wait outside of any function. The development server of a builder takes
 * them; Vite up to version 6 builds for browsers of 2020, which can't (vite.dev/config,
 * build.target), and ends.
 */
final class TopLevelAwait {
  static final String ADAPTATION = "modern-browsers";

  private static final Pattern MODULE =
      Pattern.compile("(?!.*(?:\\.config|\\.test|\\.spec|\\.d)\\.)(?:.*/)?[^/]+\\.m?[jt]sx?");
  private static final Pattern WAITS =
      Pattern.compile("(?m)^(?:(?:export\\s+)?(?:const|let|var)\\s[^=\\n]*=\\s*)?await\\b");
  private static final Pattern TARGET = Pattern.compile("\\btarget\\s*:");

  private TopLevelAwait() {}

  static Optional<Adaptation> of(Project project) {
    if (project.vite().mentions(TARGET)) {
      return Optional.empty();
    }
    var reached = Reached.of(project, Framework.VITE_SPA);
    return project.files().paths().stream()
        .filter(path -> MODULE.matcher(path).matches() && reached.has(path))
        .flatMap(path -> place(project, path).stream())
        .findFirst()
        .map(
            place ->
                new Adaptation(
                    ADAPTATION,
                    place
                        + " waits outside of any function, which the browsers that Vite builds for"
                        + " by itself can't; it is built for those of 2022 and newer"));
  }

  private static Optional<String> place(Project project, String path) {
    String code = SourceMask.code(project.files().text(path).orElse(""));
    Matcher waits = WAITS.matcher(code);
    while (waits.find()) {
      if (isOutside(code, waits.end())) {
        long line = code.substring(0, waits.end()).lines().count();
        return Optional.of(project.files().shown(path) + ":" + line);
      }
    }
    return Optional.empty();
  }

  /** Whether every brace and bracket before a place was closed. */
  private static boolean isOutside(String code, int end) {
    int open = 0;
    for (int at = 0; at < end; at++) {
      switch (code.charAt(at)) {
        case '{', '(', '[' -> open++;
        case '}', ')', ']' -> open--;
        default -> {}
      }
    }
    return open == 0;
  }
}
