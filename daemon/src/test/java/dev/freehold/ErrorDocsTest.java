package dev.freehold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/errors.md lists every error code of the sources and none that is gone. */
class ErrorDocsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path HOST = Path.of("../native-messaging/src/main/java");
  private static final Path LAUNCHER = Path.of("bin/freehold");
  private static final Path PAGE = Path.of("../docs/errors.md");

  private static final String ROOMS =
      "api|app|artifact|aws|backup|browser|build|check|cli|credential|daemon|deploy|deployment|detect|diff|env|environment"
          + "|domain|export|gate|git|github|home|host|intake|internal|machine|open|plan|process|promote|prune|release"
          + "|rollback|sandbox|serve|service|settings|source|ssh|store|target|upload|var|variable|vercel|watch";

  private static final Pattern LITERAL = Pattern.compile("\"((?:" + ROOMS + ")\\.[a-z0-9-]+)\"");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z]+\\.[a-z0-9-]+)` \\| (\\S.*) \\| (\\S.*) \\|$");

  /** Of an export's paths, the rule is the code's second half. */
  private static final String PATH_RULE = "intake.path-";

  private static final Pattern PATH_REFUSAL = Pattern.compile("refused\\(\\s*\"([a-z-]+)\"");

  private static final Set<String> EVENTS_AND_EFFECTS =
      Set.of("deployment.state", "plan.state", "git.committed", "release.made");

  /** Names of files, ours and of apps, of the API's host, and JavaScript that is looked for. */
  private static final Set<String> OTHER_NAMES =
      Set.of(
          "app.json",
          "browser.json",
          "browser.log",
          "daemon.local",
          "daemon.lock",
          "daemon.log",
          "daemon.sock",
          "env.js",
          "host.conf",
          "serve.json",
          "serve.lock",
          "serve.log",
          "service.json",
          "process.env",
          "vercel.json");

  @Test
  void everyCodeOfTheSourcesIsDocumentedAndNoOther() throws Exception {
    assertThat(documented()).containsExactlyInAnyOrderElementsOf(inTheSources());
  }

  @Test
  void noExceptionFromTheRuleIsOutOfDate() throws Exception {
    Set<String> literals = literals();
    assertThat(literals).containsAll(EVENTS_AND_EFFECTS).containsAll(OTHER_NAMES);
  }

  @Test
  void noCodeIsDocumentedTwice() throws Exception {
    assertThat(rows()).doesNotHaveDuplicates();
  }

  private static Set<String> inTheSources() throws IOException {
    Set<String> codes = literals();
    codes.removeAll(EVENTS_AND_EFFECTS);
    codes.removeAll(OTHER_NAMES);
    assertThat(codes.remove(PATH_RULE)).isTrue();
    String pathRules = Files.readString(SOURCES.resolve("dev/freehold/file/PathRules.java"));
    codes.addAll(matches(PATH_REFUSAL, pathRules, PATH_RULE));
    codes.addAll(
        matches(Pattern.compile("(launcher\\.[a-z-]+) '"), Files.readString(LAUNCHER), ""));
    return codes;
  }

  /** Failpoints have names of the same form. */
  private static Set<String> literals() throws IOException {
    var found = new TreeSet<String>();
    for (Path sources : List.of(SOURCES, HOST)) {
      try (var files = Files.walk(sources)) {
        for (Path file :
            files
                .filter(f -> f.toString().endsWith(".java") && !f.endsWith("Failpoint.java"))
                .toList()) {
          found.addAll(matches(LITERAL, Files.readString(file), ""));
        }
      }
    }
    return found;
  }

  private static Set<String> matches(Pattern pattern, String text, String prefix) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> prefix + match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    return new TreeSet<>(rows());
  }

  private static List<String> rows() throws IOException {
    return Files.readString(PAGE)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .toList();
  }
}
