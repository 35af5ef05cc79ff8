package dev.freehold.targets.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.Driver;
import dev.freehold.targets.Target;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/how-it-works.md says is to be written for a target is what the shelf wrote. */
class TargetGuideTest {
  private static final Path PAGE = Path.of("../docs/how-it-works.md");
  private static final Path TESTS = Path.of("src/test/java/dev/freehold");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  private static String section() throws IOException {
    Matcher section =
        Pattern.compile("(?s)\n## To add a target, write these\n(.*?)\n## ")
            .matcher(Files.readString(PAGE));
    assertThat(section.find()).isTrue();
    return section.group(1);
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> methods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertRow(Class<?> promised, Class<?> written) throws IOException {
    Matcher row =
        Pattern.compile("\\| `%s` \\| (.*) \\| (.*) \\|".formatted(promised.getSimpleName()))
            .matcher(section());
    assertThat(row.find()).isTrue();
    Set<String> did = methods(promised);
    did.retainAll(methods(written));
    Set<String> left = methods(promised);
    left.removeAll(did);
    assertThat(names(row.group(1))).isEqualTo(did);
    assertThat(names(row.group(2))).isEqualTo(left);
  }

  @Test
  void everyMethodIsNamed() throws Exception {
    assertRow(Driver.class, ShelfDriver.class);
    assertRow(Target.class, ShelfTarget.class);
  }

  @Test
  void everyClassIsNamedAndNoOther() throws Exception {
    Set<String> there = new TreeSet<>();
    for (Path folder : List.of(TESTS.resolve("targets/shelf"), TESTS.resolve("acceptance"))) {
      try (var files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .filter(name -> name.startsWith("Shelf"))
            .forEach(there::add);
      }
    }
    Set<String> named = names(section());
    named.removeIf(name -> !name.startsWith("Shelf"));
    assertThat(named).isEqualTo(there);
  }

  @Test
  void nothingThatIsShippedKnowsTheShelf() throws Exception {
    try (var files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().matches(".*\\.(?:java|yaml|sql|sh)")) {
          assertThat(Files.readString(file)).as("%s", file).doesNotContainIgnoringCase("shelf");
        }
      }
    }
  }
}
