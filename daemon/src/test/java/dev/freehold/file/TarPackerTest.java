package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.file.Unpacker.Source;
import dev.freehold.file.Unpacker.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarPackerTest {
  @TempDir Path temp;
  private Path app;

  @BeforeEach
  void start() throws Exception {
    app = Files.createDirectory(temp.resolve("app"));
  }

  private void write(String path, String text) throws IOException {
    Path file = app.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private record Packed(byte[] tar, List<LeftOut> leftOut) {}

  private Packed pack() throws IOException {
    var out = new ByteArrayOutputStream();
    List<LeftOut> leftOut = TarPacker.pack(app, out);
    return new Packed(out.toByteArray(), leftOut);
  }

  private Unpacked unpack(byte[] tar) throws IOException {
    Path there = Files.createTempDirectory(temp, "there");
    return new Unpacking(there, Limits.standard()).unpack(tar, Source.FOLDER);
  }

  private static void assertCode(ThrowingCallable work, String code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void aFolderArrivesByteForByte() throws Exception {
    byte[] binary = new byte[1_500_000];
    new Random(3).nextBytes(binary);
    write("index.html", "<h1>hello</h1>\r\n");
    Files.write(app.resolve("photo.png"), binary);
    write("empty", "");
    write("a/very/" + "long-folder-name/".repeat(20) + "file.txt", "deep");
    write("日本語/" + "名".repeat(60) + ".txt", "unicode");
    write("app/[[...sign-up]]/$id (1).tsx", "odd");
    write("run.sh", "#!/bin/sh");
    Files.setPosixFilePermissions(
        app.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(app.resolve("no/files/here"));

    var unpacked = unpack(pack().tar());

    var sent = DirectoryTree.of(app);
    assertThat(DirectoryTree.of(unpacked.root()).entries()).isEqualTo(sent.entries());
    for (var entry : sent.entries()) {
      assertThat(unpacked.root().resolve(entry.path()))
          .as(entry.path())
          .hasSameBinaryContentAs(app.resolve(entry.path()));
    }
    assertThat(sent.entry("run.sh").orElseThrow().executable()).isTrue();
    assertThat(sent.entry("empty").orElseThrow().executable()).isFalse();
  }

  @Test
  void theSameFolderGivesTheSameBytes() throws Exception {
    for (String name : List.of("z", "b", "a/y", "a/x", "B", "é")) {
      write(name, name);
    }
    byte[] first = pack().tar();
    Files.setLastModifiedTime(app.resolve("z"), FileTime.fromMillis(0));
    assertThat(pack().tar()).isEqualTo(first);
  }

  @Test
  void whatIsLeftOutIsNeitherSentNorRead() throws Exception {
    write("package.json", "{\"scripts\":{\"build\":\"vite build\"}}");
    write("src/build/a.ts", "x");
    for (String noise :
        List.of(
            "node_modules/a/x.js",
            "dist/index.html",
            ".git/config",
            ".vite/x",
            "coverage/lcov.info",
            "src/a.tsbuildinfo")) {
      write(noise, "x");
    }
    Path unreadable = app.resolve("node_modules/a/link-to-nowhere");
    Files.createSymbolicLink(unreadable, Path.of("nowhere"));

    var packed = pack();

    assertThat(packed.leftOut())
        .extracting(LeftOut::path)
        .containsExactly(".git", ".vite", "coverage", "dist", "node_modules", "src/a.tsbuildinfo");
    assertThat(unpack(packed.tar()).files())
        .extracting(FileRecord::path)
        .containsExactly("package.json", "src/build/a.ts");
  }

  @Test
  void packerAndIntakeLeaveOutTheSame() throws Exception {
    write("package.json", "{\"scripts\":{\"build\":\"node build/build.js\"}}");
    write("build/build.js", "kept: the build runs it");
    write("dist/index.html", "left out");
    write("coverage/page.html", "kept: no coverage report");
    write("site/dist/index.html", "kept: no package");
    var packed = pack();
    var tar = new RawTar();
    for (var entry : DirectoryTree.of(app).entries()) {
      tar.file(entry.path(), Files.readAllBytes(app.resolve(entry.path())));
    }
    assertThat(unpack(packed.tar()).files()).isEqualTo(unpack(tar.bytes()).files()).hasSize(4);
  }

  @Test
  void aLinkIsSentAsALinkAndRefusedThere() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "not yours");
    write("index.html", "x");
    Files.createSymbolicLink(app.resolve("link"), secret);
    byte[] tar = pack().tar();
    assertThat(new String(tar, StandardCharsets.UTF_8)).doesNotContain("not yours");
    assertCode(() -> unpack(tar), "intake.link");
  }

  @Test
  void aLinkToAFolderIsNotFollowed() throws Exception {
    write("index.html", "x");
    Files.createSymbolicLink(app.resolve("loop"), app);
    byte[] tar = pack().tar();
    assertCode(() -> unpack(tar), "intake.link");
  }

  @Test
  void theFolderItselfMayBeALink() throws Exception {
    write("index.html", "x");
    app = Files.createSymbolicLink(temp.resolve("shortcut"), app);
    assertThat(unpack(pack().tar()).files()).hasSize(1);
  }

  @Test
  void aSocketIsRefused() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(app.resolve("dev.sock")));
      assertCode(this::pack, "intake.special-file");
    }
  }

  @Test
  void aNestedGitFolderIsRefusedThere() throws Exception {
    write("index.html", "x");
    write("vendor/lib/.git/config", "x");
    byte[] tar = pack().tar();
    assertCode(() -> unpack(tar), "intake.path-git");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws Exception {
    app = Files.writeString(temp.resolve("file"), "x");
    assertCode(this::pack, "intake.folder-missing");
    app = temp.resolve("nothing");
    assertCode(this::pack, "intake.folder-missing");
  }

  /** Does something once, when the entry that begins with these bytes is written. */
  private static OutputStream when(String name, ThrowingRunnable work) {
    return new OutputStream() {
      @Override
      public void write(int b) {}

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        if (new String(bytes, offset, length, StandardCharsets.UTF_8).startsWith(name + "\0")) {
          work.run();
        }
      }
    };
  }

  @FunctionalInterface
  private interface ThrowingRunnable {
    void run() throws IOException;
  }

  @Test
  void aFileThatGrowsOrShrinksIsRefused() throws Exception {
    write("a", "first");
    assertCode(
        () -> TarPacker.pack(app, when("a", () -> write("a", "first and more"))),
        "intake.changing");
    assertCode(() -> TarPacker.pack(app, when("a", () -> write("a", ""))), "intake.changing");
  }

  @Test
  void aFileThatCantBeReadIsRefused() throws Exception {
    write("a", "x");
    write("b", "x");
    assertCode(
        () -> TarPacker.pack(app, when("a", () -> Files.delete(app.resolve("b")))),
        "intake.unreadable");
  }

  @Test
  void aNameThatIsNotUtf8IsRefused() throws Exception {
    write("index.html", "x");
    run("sh", "-c", "printf x > \"$1/$(printf 'caf\\351')\"", "sh", app.toString());
    assertCode(this::pack, "intake.path-not-utf8");
  }

  @Test
  void aLanguageSettingWithoutRoomForANameIsNamed() throws Exception {
    write("日本語.txt", "x");
    Path tar = Files.write(temp.resolve("app.tar"), pack().tar());
    assertThat(inAsciiLocale("unpack", tar)).isEqualTo("machine.locale");
    assertThat(inAsciiLocale("pack", app)).isEqualTo("machine.locale");
  }

  private String inAsciiLocale(String what, Path argument) throws Exception {
    return run(
        "env",
        "LC_ALL=C",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        AsciiLocaleProcess.class.getName(),
        what,
        argument.toString());
  }

  private String run(String... command) throws Exception {
    Path output = temp.resolve("output");
    var process = new ProcessBuilder(command).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readString(output).strip();
  }
}
