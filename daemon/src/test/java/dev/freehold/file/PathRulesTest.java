package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {
  private static void assertRefused(String path, String code) {
    assertThatThrownBy(() -> PathRules.check(path))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
              assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../../x", "a/..", "a/b/../c", "....//../x"})
  void aPathMustNotClimb(String path) {
    assertRefused(
        path, path.startsWith("....") ? "intake.path-not-plain" : "intake.path-traversal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/etc/passwd", "//server/share"})
  void aPathMustNotBeAbsolute(String path) {
    assertRefused(path, "intake.path-absolute");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:", "c:x", "C:/x", "C:\\Windows\\x", "z:\\"})
  void aPathMustNotNameADrive(String path) {
    assertRefused(path, "intake.path-drive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\b", "\\\\server\\share", "..\\x", "a/b\\..\\c", "x\\"})
  void aPathMustNotHaveABackslash(String path) {
    assertRefused(path, "intake.path-backslash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\0b",
        "a\nb",
        "a\u0007",
        "\u007f",
        "a\u0085b",
        "x\u202Etxt.js",
        "a\u2066b",
        "\u2028"
      })
  void aPathMustNotHaveControlCharacters(String path) {
    assertRefused(path, "intake.path-control-character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u200Bb.js",
        "a\u200Eb",
        "\u200Fa",
        "a\u200Db",
        "a\u200Cb",
        "a\uFEFFb",
        "a\u2060b",
        "a\u00ADb",
        "a\u3164b"
      })
  void aNameMustNotHaveInvisibleCharacters(String path) {
    assertRefused(path, "intake.path-invisible-character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645.txt",
        "\u0915\u094D\u200D\u0937.png",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67.png"
      })
  void aJoinerThatBelongsToTheSpellingIsKept(String path) {
    assertThatCode(() -> PathRules.check(path)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.html:hidden", "a/name:$DATA", "src/a:b/c.js"})
  void aNameMustNotNameAStreamOfAnotherFile(String path) {
    assertRefused(path, "intake.path-colon");
  }

  @Test
  void aControlCharacterIsShownInTheMessage() {
    assertThatThrownBy(() -> PathRules.check("src/evil\u001b[2J.js"))
        .hasMessageContaining("'src/evil\\u001b[2J.js'");
  }

  @Test
  void aLongPathIsShortenedInTheMessage() {
    assertThatThrownBy(() -> PathRules.check("/" + "x".repeat(5_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).contains("…"));
  }

  @Test
  void aNameMustBeUtf8() {
    byte[] latin1 = "caf\u00e9.txt".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PathRules.decode(latin1))
        .hasMessageContaining("caf\\xe9.txt")
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("intake.path-not-utf8"));
    byte[] overlongSlash = {'a', (byte) 0xc0, (byte) 0xaf, 'b'};
    assertThatThrownBy(() -> PathRules.decode(overlongSlash)).isInstanceOf(UserError.class);
    assertRefused("half\ud800", "intake.path-not-utf8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "con",
        "CON",
        "Aux.ts",
        "src/nul",
        "prn.tar.gz",
        "com1",
        "LPT9.txt",
        "COM\u00b9",
        "conin$",
        "CONOUT$.x",
        "aux/index.ts",
        "nul .txt",
        "com0"
      })
  void aNameMustNotBeADeviceOnWindows(String path) {
    assertRefused(path, "intake.path-reserved-name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.", "a ", "src./x", "src /x", "...", "a/b/c. "})
  void aNameMustNotEndWithADotOrSpace(String path) {
    assertRefused(path, "intake.path-trailing-dot-or-space");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git", ".git/config", "a/.git/hooks/post-checkout", ".GIT", ".Git/x", ".git ", ".git.",
        ".git . .", "git~1", "GIT~1/config", "git~2", ".g\u200cit", ".gi\u200dt/x", "\ufeff.git",
        ".git::$INDEX_ALLOCATION/config", ".git:x", ".\u200egit"
      })
  void noNameMayBeTakenForGitsFolder(String path) {
    assertRefused(path, "intake.path-git");
  }

  @Test
  void aPathHasALongestLength() {
    assertRefused("x".repeat(256), "intake.path-too-long");
    assertRefused("é".repeat(128), "intake.path-too-long");
    assertRefused("folder/".repeat(200) + "x", "intake.path-too-long");
    assertThatCode(() -> PathRules.check("x".repeat(255))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/./b", "./a", "a/", "."})
  void aPathMustBePlain(String path) {
    assertRefused(path, "intake.path-not-plain");
  }

  @Test
  void aFileMustHaveAName() {
    assertRefused("", "intake.path-empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(tabs)/index.tsx",
        "app/[[...sign-up]]/page.tsx",
        "$id.tsx",
        "+html.tsx",
        "name(1).png",
        "with space.md",
        "日本語/こんにちは.txt",
        "shop.Order.jsonc",
        "README copy.md",
        ".gitignore",
        ".github/workflows/deploy to prod.yml",
        ".gitattributes",
        "git/x",
        "digit~1",
        "console.ts",
        "auxiliary/nullish.ts",
        "com10.txt",
        "..hidden",
        "a..b/...c",
        "emoji 👩‍💻.txt",
        "e\u0301.txt",
        "blog_.$slug.tsx",
        "it's \"quoted\" & <odd>|?*.txt",
        " leading space"
      })
  void oddNamesThatRealExportsHaveAreLegal(String path) {
    assertThatCode(() -> PathRules.check(path)).doesNotThrowAnyException();
  }
}
