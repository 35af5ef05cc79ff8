package dev.freehold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/testing.md says for each room which suites a change of it needs, and what a suite may take.
 */
class ChangedSuitesTest {
  private static final Path PAGE = Path.of("../docs/testing.md");
  private static final Path MAIN = Path.of("src/main/java/dev/freehold");
  private static final Path TEST = Path.of("src/test/java");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+/)` \\|(.*)\\|(.*)\\|");
  private static final Pattern BUDGET =
      Pattern.compile("\\| `([a-z0-9 -]+)` \\| (\\d+) \\| (\\d+) \\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void everyRoomHasALine() throws Exception {
    assertThat(rows().keySet()).containsAll(folders(MAIN).map(room -> room + "/").toList());
    assertThat(rows().keySet())
        .containsAll(folders(TEST.resolve("dev/freehold")).map(room -> room + "/").toList());
  }

  @Test
  void everySuiteOfALineIsThere() throws Exception {
    Set<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TEST)) {
      files.forEach(file -> classes.add(file.getFileName().toString().replace(".java", "")));
    }
    for (String suite : rows().values().stream().flatMap(List::stream).toList()) {
      if (suite.endsWith("/**")) {
        assertThat(TEST.resolve(suite.replace("/**", ""))).isDirectory();
      } else {
        assertThat(classes).contains(suite);
      }
    }
  }

  @Test
  void everySuiteHasABudget() throws Exception {
    Set<String> named =
        Files.readAllLines(PAGE).stream()
            .map(BUDGET::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named)
        .containsAll(
            folders(TEST.resolve("dev/freehold")).filter(room -> !room.equals("bench")).toList())
        .contains("house", "extension", "extension e2e", "native-messaging");
  }

  private static Stream<String> folders(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .toList()
          .stream();
    }
  }

  private static TreeMap<String, List<String>> rows() throws Exception {
    var rows = new TreeMap<String, List<String>>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        var suites = new ArrayList<String>();
        Matcher name = NAME.matcher(row.group(2) + row.group(3));
        while (name.find()) {
          suites.add(name.group(1));
        }
        rows.put(row.group(1), suites);
      }
    }
    return rows;
  }
}
