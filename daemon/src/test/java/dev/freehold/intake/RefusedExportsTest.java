package dev.freehold.intake;

import static dev.freehold.file.RawZip.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import dev.freehold.file.RawTar;
import dev.freehold.file.RawZip;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every hostile upload ends in its code, and nothing else is different from before. */
class RefusedExportsTest extends ExportsFixture {
  private static RawTar good() {
    return new RawTar().file("index.html", "x");
  }

  private static byte[] noise(long size) {
    byte[] bytes = new byte[(int) size];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static RawTar many(int files, byte[] each) {
    var tar = new RawTar();
    for (int i = 0; i < files; i++) {
      tar.file("f" + i, each);
    }
    return tar;
  }

  static Stream<Arguments> hostile() {
    byte[] latin1 = {'c', 'a', 'f', (byte) 0xe9};
    byte[] zip = RawZip.of(file("index.html", "x".repeat(99)));
    return Stream.of(
        Arguments.of("intake.path-traversal", RawZip.of(file("../../outside/victim", "bad"))),
        Arguments.of("intake.path-absolute", good().file("/tmp/victim", "bad").bytes()),
        Arguments.of("intake.path-drive", RawZip.of(file("C:/victim", "bad"))),
        Arguments.of("intake.path-backslash", RawZip.of(file("..\\..\\victim", "bad"))),
        Arguments.of("intake.path-control-character", RawZip.of(file("a\nb", "bad"))),
        Arguments.of("intake.path-not-utf8", good().entry(latin1, '0', 0644, latin1).bytes()),
        Arguments.of("intake.path-not-plain", RawZip.of(file("a//b", "bad"))),
        Arguments.of("intake.path-empty", RawZip.of(file("", "bad"))),
        Arguments.of("intake.path-reserved-name", good().file("src/con.tsx", "bad").gz()),
        Arguments.of("intake.path-trailing-dot-or-space", good().file("a.", "bad").zst()),
        Arguments.of("intake.path-git", good().file(".git/hooks/post-checkout", "bad").bytes()),
        Arguments.of("intake.path-collision", good().file("INDEX.html", "bad").bytes()),
        Arguments.of("intake.path-too-long", RawZip.of(file("x".repeat(300), "bad"))),
        Arguments.of("intake.duplicate-entry", good().file("index.html", "bad").bytes()),
        Arguments.of("intake.link", good().type("link", '2').bytes()),
        Arguments.of("intake.link", good().type("hard", '1').bytes()),
        Arguments.of("intake.special-file", good().type("pipe", '6').bytes()),
        Arguments.of("intake.encrypted", RawZip.of(file("a", "x").flags(1))),
        Arguments.of("intake.compression-unsupported", RawZip.of(file("a", "x").claimMethod(14))),
        Arguments.of("intake.archive-broken", Arrays.copyOf(zip, zip.length - 20)),
        Arguments.of("intake.archive-unknown", "hello".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("intake.empty", RawZip.of()),
        Arguments.of("intake.too-many-files", many(1_001, new byte[0]).bytes()),
        Arguments.of("intake.file-too-large", many(1, noise(2 * MIB + 1)).bytes()),
        Arguments.of("intake.too-large", many(5, noise(MIB)).bytes()),
        Arguments.of("intake.bomb", many(3, new byte[(int) MIB]).gz()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aHostileUploadChangesNothing(String code, byte[] archive) throws Exception {
    insertApp("app");
    String earlier = sent(Kind.TAR, good().bytes());
    exports.complete(earlier, List.of());
    exports.claim(earlier, "app");
    Export before = exports.find(earlier);
    Files.createDirectories(temp.resolve("outside"));
    Files.writeString(temp.resolve("outside/victim"), "as before");
    var files = files();

    String id = sent(Kind.TAR, archive);
    assertCode(() -> exports.complete(id, List.of()), code);

    assertThat(files()).as("files").isEqualTo(files);
    assertThat(exports.find(earlier)).as("the app's export").isEqualTo(before);
    Export refused = exports.find(id);
    assertThat(refused.state()).isEqualTo(State.REFUSED);
    assertThat(refused.rejection()).extracting(Rejection::code).isEqualTo(code);
    assertThat(refused.receipt()).isNull();
    restart();
    assertCode(() -> exports.complete(id, List.of()), code);
    assertCode(() -> exports.tree(id), "intake.not-complete");
  }

  @Test
  void aLargeShrinkIsRefused() {
    insertApp("app");
    String first = sent(Kind.TAR, many(10, new byte[1]).bytes());
    exports.complete(first, List.of());
    exports.refuseShrink("app", first, false);
    exports.claim(first, "app");
    pass(Duration.ofMinutes(1));

    String seven = sent(Kind.TAR, many(7, new byte[1]).bytes());
    exports.complete(seven, List.of());
    exports.refuseShrink("app", seven, false);

    String six = sent(Kind.TAR, many(6, new byte[1]).bytes());
    exports.complete(six, List.of());
    assertCode(() -> exports.refuseShrink("app", six, false), "intake.shrink");
    assertThatThrownBy(() -> exports.refuseShrink("app", six, false))
        .hasMessageContaining("has 6 files; the one before had 10. That is 40 % fewer")
        .satisfies(e -> assertThat(((UserError) e).remedy()).contains("--allow-shrink"));
    exports.refuseShrink("app", six, true);

    exports.claim(six, "app");
    String five = sent(Kind.TAR, many(5, new byte[1]).bytes());
    exports.complete(five, List.of());
    exports.refuseShrink("app", five, false);
  }

  @Test
  void theSameExportIsNoShrinkOfItself() {
    insertApp("app");
    String id = sent(Kind.TAR, good().bytes());
    exports.complete(id, List.of());
    exports.claim(id, "app");
    exports.refuseShrink("app", id, false);
    assertThat(exports.find(id).appId()).isEqualTo("app");
  }
}
