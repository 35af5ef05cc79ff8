package dev.freehold.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileRecord;
import dev.freehold.file.LeftOut;
import dev.freehold.file.RawTar;
import dev.freehold.file.RawZip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest extends ExportsFixture {
  private static RawTar app() {
    return new RawTar().file("index.html", "<h1>hi</h1>").executable("bin/run", "x").file("e", "");
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  @Test
  void anExportBeginsEmpty() {
    Export export = exports.begin("my-app.zip", Kind.ZIP);
    assertThat(export)
        .isEqualTo(
            new Export(
                export.id(),
                "my-app.zip",
                Kind.ZIP,
                State.RECEIVING,
                0,
                null,
                null,
                null,
                now,
                null));
    assertThat(exports.find(export.id())).isEqualTo(export);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anExportNeedsAName(String name) {
    assertCode(() -> exports.begin(name, Kind.ZIP), "intake.name-invalid");
    assertCode(() -> exports.begin("x".repeat(401), Kind.ZIP), "intake.name-invalid");
  }

  @Test
  void anUnknownExportIsNamed() {
    byte[] chunk = {1};
    assertCode(() -> exports.find("nobody"), "intake.unknown-export");
    assertCode(() -> exports.find("../../etc"), "intake.unknown-export");
    assertCode(() -> exports.append("../x", 0, Sha256.of(chunk), chunk), "intake.unknown-export");
    assertCode(() -> exports.complete("nobody", List.of()), "intake.unknown-export");
    assertCode(() -> exports.tree("nobody"), "intake.unknown-export");
    assertCode(() -> exports.discard("nobody"), "intake.unknown-export");
  }

  @Test
  void aReceiptSaysWhatArrived() throws Exception {
    String id = sent(Kind.FOLDER, app().bytes());
    var leftOut = List.of(new LeftOut("node_modules", "installed packages"));

    Receipt receipt = exports.complete(id, leftOut);

    assertThat(receipt.files()).isEqualTo(3);
    assertThat(receipt.bytes()).isEqualTo(12);
    assertThat(receipt.strippedRoot()).isNull();
    assertThat(receipt.leftOut()).isEqualTo(leftOut);
    assertThat(exports.files(id, "", 100))
        .containsExactly(
            new FileRecord("bin/run", 1, Sha256.of("x"), true),
            new FileRecord("e", 0, Sha256.of(""), false),
            new FileRecord("index.html", 11, Sha256.of("<h1>hi</h1>"), false));
    assertThat(receipt.sha256()).isEqualTo(FileRecord.hashOf(exports.files(id, "", 100)));
    var tree = exports.tree(id);
    assertThat(tree.entries()).hasSize(3);
    assertThat(tree.sha256("index.html")).contains(Sha256.of("<h1>hi</h1>"));
    assertThat(tree.root().resolve("index.html")).hasContent("<h1>hi</h1>");
    Export export = exports.find(id);
    assertThat(export.state()).isEqualTo(State.COMPLETE);
    assertThat(export.receipt()).isEqualTo(receipt);
    assertThat(export.completedAt()).isEqualTo(now);
    assertThat(export.received()).isEqualTo(app().bytes().length);
    assertThat(folder(id).resolve("upload")).doesNotExist();
    assertThat(folder(id).resolve("unpacking")).doesNotExist();
  }

  @Test
  void aReceiptSurvivesARestart() {
    String id = sent(Kind.TAR_GZ, app().gz());
    Receipt receipt = exports.complete(id, List.of());
    restart();
    assertThat(exports.find(id).receipt()).isEqualTo(receipt);
    assertThat(exports.complete(id, List.of())).isEqualTo(receipt);
    assertThat(exports.tree(id).entries()).hasSize(3);
  }

  @Test
  void theSameFilesHaveTheSameHashHoweverTheyCome() {
    Sha256 hash = taken(Kind.TAR, app().bytes()).sha256();
    byte[] zip =
        RawZip.of(
            RawZip.file("wrap/e", "").stored(),
            RawZip.file("wrap/index.html", "<h1>hi</h1>"),
            RawZip.file("wrap/bin/run", "x").mode(0100755));
    Receipt fromZip = taken(Kind.ZIP, zip);
    assertThat(fromZip.sha256()).isEqualTo(hash);
    assertThat(fromZip.strippedRoot()).isEqualTo("wrap");
    Receipt changed = taken(Kind.TAR, app().file("more", "").bytes());
    assertThat(changed.sha256()).isNotEqualTo(hash);
    Receipt mode =
        taken(
            Kind.TAR,
            new RawTar()
                .file("bin/run", "x")
                .file("e", "")
                .file("index.html", "<h1>hi</h1>")
                .bytes());
    assertThat(mode.sha256()).as("the executable bit counts").isNotEqualTo(hash);
  }

  @Test
  void theBytesDecideWhatAnArchiveIs() {
    String id = sent(Kind.ZIP, app().gz());
    assertThat(exports.complete(id, List.of()).files()).isEqualTo(3);
    assertThat(exports.find(id).kind()).isEqualTo(Kind.TAR_GZ);
    String folder = sent(Kind.FOLDER, app().gz());
    assertCode(() -> exports.complete(folder, List.of()), "intake.kind-mismatch");
  }

  @Test
  void anUploadGoesOnAfterARestart() {
    byte[] tar = new RawTar().file("photo", noise(1_300_000)).bytes();
    String id = exports.begin("x", Kind.TAR).id();
    byte[] first = Arrays.copyOf(tar, Upload.LARGEST_CHUNK);
    assertThat(exports.append(id, 0, Sha256.of(first), first).received()).isEqualTo(first.length);
    restart();
    int received = (int) exports.find(id).received();
    assertThat(received).isEqualTo(first.length);
    while (received < tar.length) {
      int end = Math.min(tar.length, received + 400_000);
      byte[] chunk = Arrays.copyOfRange(tar, received, end);
      received = (int) exports.append(id, received, Sha256.of(chunk), chunk).received();
    }
    assertThat(exports.complete(id, List.of()).bytes()).isEqualTo(1_300_000);
  }

  @Test
  void aChunkMayComeTwice() {
    byte[] tar = app().bytes();
    String id = sent(Kind.TAR, tar);
    send(id, tar);
    assertThat(exports.find(id).received()).isEqualTo(tar.length);
    assertThat(exports.complete(id, List.of()).files()).isEqualTo(3);
  }

  @Test
  void aChunkThatACrashCutOffIsSentAgainWhole() throws Exception {
    byte[] tar = app().bytes();
    String id = exports.begin("x", Kind.TAR).id();
    send(id, Arrays.copyOf(tar, 700));
    restart();
    assertThat(exports.find(id).received()).isEqualTo(700);
    assertThat(exports.append(id, 0, Sha256.of(tar), tar).received()).isEqualTo(tar.length);
    assertThat(Files.readAllBytes(folder(id).resolve("upload"))).isEqualTo(tar);
  }

  @Test
  void aGapIsRefusedAndTheMessageSaysWhereToGoOn() {
    String id = sent(Kind.TAR, new byte[100]);
    byte[] chunk = {1, 2, 3};
    for (long offset : new long[] {101, -1, Long.MAX_VALUE}) {
      assertCode(() -> exports.append(id, offset, Sha256.of(chunk), chunk), "intake.chunk-offset");
    }
    assertThatThrownBy(() -> exports.append(id, 101, Sha256.of(chunk), chunk))
        .hasMessageContaining("the next byte expected is at 100");
    assertThat(exports.find(id).received()).isEqualTo(100);
  }

  @Test
  void otherBytesForTheSamePlaceAreRefused() {
    String id = sent(Kind.TAR, new byte[100]);
    byte[] other = {1, 2, 3};
    assertCode(() -> exports.append(id, 10, Sha256.of(other), other), "intake.chunk-offset");
    assertThat(exports.find(id).received()).isEqualTo(100);
  }

  @Test
  void aChunkWithAnotherHashIsRefused() {
    String id = exports.begin("x", Kind.TAR).id();
    byte[] chunk = {1, 2, 3};
    assertCode(() -> exports.append(id, 0, Sha256.of("other"), chunk), "intake.chunk-hash");
    assertThat(exports.find(id).received()).isZero();
  }

  @Test
  void aChunkOverTheLimitIsRefused() {
    String id = exports.begin("x", Kind.TAR).id();
    byte[] chunk = new byte[(512 << 10) + 1];
    assertCode(() -> exports.append(id, 0, Sha256.of(chunk), chunk), "intake.chunk-too-large");
    assertThat(exports.find(id).received()).isZero();
  }

  @Test
  void anUploadOverTheLimitIsRefused() {
    String id = exports.begin("x", Kind.TAR).id();
    assertCode(() -> send(id, new byte[(int) (2 * LIMITS.bytes() + 1)]), "intake.too-large");
    assertThat(exports.find(id).state()).isEqualTo(State.REFUSED);
    assertThat(folder(id)).doesNotExist();
  }

  @Test
  void nothingIsReceivedAfterTheEnd() {
    String done = sent(Kind.TAR, app().bytes());
    exports.complete(done, List.of());
    byte[] chunk = {1};
    assertCode(() -> exports.append(done, 0, Sha256.of(chunk), chunk), "intake.not-receiving");
    String git = exports.begin("https://example.com/x.git", Kind.GIT).id();
    assertCode(() -> exports.append(git, 0, Sha256.of(chunk), chunk), "intake.not-receiving");
  }

  @Test
  void anUploadWithoutBytesIsRefused() {
    String id = exports.begin("x", Kind.ZIP).id();
    assertCode(() -> exports.complete(id, List.of()), "intake.empty");
    assertCode(() -> exports.complete(id, List.of()), "intake.empty");
  }

  @Test
  void onlyACompleteExportHasFiles() {
    String id = exports.begin("x", Kind.ZIP).id();
    assertCode(() -> exports.tree(id), "intake.not-complete");
    assertCode(() -> exports.files(id, "", 1), "intake.not-complete");
    assertCode(() -> exports.claim(id, "a"), "intake.not-complete");
    assertCode(() -> exports.refuseShrink("a", id, false), "intake.not-complete");
  }

  @Test
  void filesArePaged() {
    var tar = new RawTar();
    for (int i = 0; i < 25; i++) {
      tar.file("f%02d".formatted(i), "");
    }
    String id = sent(Kind.TAR, tar.bytes());
    exports.complete(id, List.of());
    var seen = new ArrayList<String>();
    for (var page = exports.files(id, "", 10); !page.isEmpty(); ) {
      page.forEach(file -> seen.add(file.path()));
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      page = exports.files(id, seen.getLast(), 10);
    }
    assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void filesFromGitFollowTheSameRules() throws Exception {
    Path source = Files.createDirectories(temp.resolve("clone"));
    Files.writeString(source.resolve("index.html"), "x");
    Files.createDirectories(source.resolve("node_modules/a"));
    Files.writeString(source.resolve("node_modules/a/b.js"), "x");
    String id = exports.begin("https://example.com/x.git", Kind.GIT).id();
    Receipt receipt = exports.completeFrom(id, DirectoryTree.of(source));
    assertThat(receipt.files()).isEqualTo(1);
    assertThat(receipt.leftOut()).extracting(LeftOut::path).containsExactly("node_modules");
    assertThat(exports.completeFrom(id, DirectoryTree.of(source))).isEqualTo(receipt);

    Files.writeString(source.resolve("aux.ts"), "x");
    String bad = exports.begin("https://example.com/x.git", Kind.GIT).id();
    assertCode(
        () -> exports.completeFrom(bad, DirectoryTree.of(source)), "intake.path-reserved-name");
  }

  @Test
  void whatTheSenderSaysItLeftOutIsOnlyText() {
    String id = sent(Kind.TAR, app().bytes());
    var many = Collections.nCopies(501, new LeftOut("x", "y"));
    assertCode(() -> exports.complete(id, many), "intake.left-out-too-long");
    Receipt receipt = exports.complete(id, List.of(new LeftOut("a\u001b[2J", "r\n".repeat(500))));
    assertThat(receipt.leftOut().getFirst().path()).isEqualTo("a\\u001b[2J");
    assertThat(receipt.leftOut().getFirst().reason()).hasSizeLessThan(1_000).doesNotContain("\n");
  }

  @Test
  void theWireNamesAreThoseOfTheApi() {
    assertThat(Json.write(exports.begin("x", Kind.TAR_GZ)))
        .contains("\"kind\":\"tar.gz\"", "\"state\":\"receiving\"");
    assertCode(() -> Kind.of("rar"), "intake.kind-unknown");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindIsStoredAndFound(Kind kind) {
    assertThat(Kind.of(kind.wireName())).isEqualTo(kind);
    assertThat(exports.find(exports.begin("x", kind).id()).kind()).isEqualTo(kind);
  }

  @Test
  void theFoldersArePrivate() throws Exception {
    String id = sent(Kind.TAR, app().bytes());
    assertThat(Files.getPosixFilePermissions(folder(id))).as("0700").hasSize(3);
    assertThat(Files.getPosixFilePermissions(folder(id).resolve("upload"))).as("0600").hasSize(2);
    exports.complete(id, List.of());
    assertThat(Files.getPosixFilePermissions(exports.tree(id).root())).as("0700").hasSize(3);
  }
}
