package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathSetTest {
  private final PathSet paths = new PathSet();

  private void assertRefused(Runnable addition, String code) {
    assertThatThrownBy(addition::run)
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "src/App.tsx, src/app.tsx",
    "src/a, SRC/b",
    "caf\u00e9, cafe\u0301",
    "CAF\u00c9/x, cafe\u0301/y",
    "stra\u00dfe, STRASSE",
    "a/b/c, a/B",
  })
  void twoNamesThatMeetOnAnotherSystemAreRefused(String first, String second) {
    paths.addFile(first);
    assertRefused(() -> paths.addFile(second), "intake.path-collision");
  }

  @Test
  void bothNamesAreInTheMessage() {
    paths.addFile("src/App.tsx");
    assertThatThrownBy(() -> paths.addFile("src/app.tsx"))
        .hasMessageContainingAll("'src/app.tsx'", "'src/App.tsx'");
  }

  @Test
  void aFileIsNoFolder() {
    paths.addFile("a");
    assertRefused(() -> paths.addFile("a/b"), "intake.path-collision");
    paths.addFile("c/d");
    assertRefused(() -> paths.addFile("c"), "intake.path-collision");
    assertRefused(() -> paths.addFolder("a"), "intake.path-collision");
    assertRefused(() -> paths.addFile("C/d"), "intake.path-collision");
  }

  @Test
  void aFileComesOnce() {
    paths.addFile("a/b");
    assertRefused(() -> paths.addFile("a/b"), "intake.duplicate-entry");
  }

  @Test
  void aFolderMayBeNamedOften() {
    paths.addFolder("a/b");
    paths.addFile("a/b/c");
    paths.addFolder("a/b");
    paths.addFolder("a");
    assertThat(paths.size()).as("a, a/b, a/b/c").isEqualTo(3);
  }
}
