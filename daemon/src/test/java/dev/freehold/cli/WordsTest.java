package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What words on the command line mean. */
class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "guestbook,guestbook",
    "My App.zip,my-app",
    "Café Menü.tar.gz,cafe-menu",
    "https://example.com/ada/Guest_Book.git,guest-book",
    "git@example.com:ada/shop.git,shop",
    "--weird--,weird",
    "folder/,folder",
    "a-name-that-is-much-longer-than-any-name-of-an-app,a-name-that-is-much-longer-than-any-name"
  })
  void aNameBecomesASlug(String name, String slug) {
    assertThat(Slugs.of(name)).isEqualTo(slug);
  }

  @Test
  void aNameWithoutLettersIsRefused() {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Slugs.of("日本"))
        .extracting(UserError::code)
        .isEqualTo("app.no-name");
  }

  @Test
  void valuesComeFromWordsOrFromStandardInput() {
    assertThat(Assignments.parse(List.of("A=1", "B=x=y", "C=", "D", "-"), () -> "in"))
        .isEqualTo(Map.of("A", "1", "B", "x=y", "C", "", "D", "in"));
    assertThat(Assignments.parse(List.of("A=-"), () -> "in")).isEqualTo(Map.of("A", "in"));
  }

  @ParameterizedTest
  @CsvSource({"A,var.no-value", "=x,var.no-value", "A=- B=-,var.one-input", "-,var.no-value"})
  void valuesThatAreMissingAreRefused(String words, String code) {
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Assignments.parse(List.of(words.split(" ")), () -> "in"))
        .extracting(UserError::code)
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "app.zip,zip",
    "APP.ZIP,zip",
    "a.tar,tar",
    "a.tgz,tar.gz",
    "a.tar.gz,tar.gz",
    "a.tar.zst,tar.zst"
  })
  void anArchiveIsKnownByItsEnding(String name, String kind, @TempDir Path temp) throws Exception {
    Files.writeString(temp.resolve(name), "");
    assertThat(Source.of(name, temp).kind()).isEqualTo(kind);
  }

  @Test
  void aFolderIsAFolderUnlessItIsABareRepository(@TempDir Path temp) throws Exception {
    assertThat(Source.of(".", temp).kind()).isEqualTo("folder");
    Files.writeString(temp.resolve("HEAD"), "ref: refs/heads/main");
    Files.createDirectories(temp.resolve("objects"));
    Files.createDirectories(temp.resolve("refs"));
    assertThat(Source.of(".", temp).url()).contains(temp.toString());
  }

  @ParameterizedTest
  @CsvSource({"https://a/b", "ssh://git@a/b", "git@a.example:b/c.git", "file:///a/b"})
  void anAddressIsARepository(String url, @TempDir Path temp) {
    assertThat(Source.of(url, temp).kind()).isEqualTo("git");
    assertThat(Source.of(url, temp).url()).contains(url);
  }
}
