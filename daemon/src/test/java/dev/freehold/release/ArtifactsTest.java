package dev.freehold.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.decoder.Decoder;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
  private static final String SCRIPT = "export const answer = 42;\n".repeat(200);

  @TempDir Path folder;
  private ReleaseRoom room;

  @BeforeEach
  void open() {
    room = new ReleaseRoom(folder.resolve("home"));
  }

  @AfterEach
  void close() {
    room.close();
  }

  private static OutputTree app() {
    return new OutputTree()
        .with("index.html", "<!doctype html><title>Guestbook</title>")
        .with("assets/index-Bq3xK9_a.js", SCRIPT)
        .with("favicon.ico", new byte[0]);
  }

  @Test
  void keepsEveryFileUnderItsHash() throws Exception {
    Artifact artifact =
        room.artifacts.assemble(
            app(), Serving.files(Optional.of("index.html")), List.of("VITE_B", "VITE_A"));
    assertThat(artifact.files())
        .extracting(Artifact.File::path)
        .containsExactly("assets/index-Bq3xK9_a.js", "favicon.ico", "index.html");
    assertThat(artifact.serving().spaFallback()).contains("index.html");
    assertThat(artifact.runtimeVariables()).containsExactly("VITE_A", "VITE_B");
    for (Artifact.File file : artifact.files()) {
      try (var in = room.blobs.open(file.blob())) {
        byte[] bytes = in.readAllBytes();
        assertThat(Sha256.of(bytes)).isEqualTo(file.blob());
        assertThat(file.size()).isEqualTo(bytes.length);
      }
    }
    assertThat(artifact.bytes()).isEqualTo(SCRIPT.length() + 39L);
  }

  @Test
  void findsWhatItStored() throws Exception {
    Artifact artifact =
        room.artifacts.assemble(app(), Serving.files(Optional.of("index.html")), List.of("VITE_A"));
    assertThat(room.artifacts.find(artifact.id())).contains(artifact);
    assertThat(room.artifacts.require(artifact.id())).isEqualTo(artifact);
    assertThat(
            new String(
                room.artifacts.publicTree(artifact).open("assets/index-Bq3xK9_a.js").readAllBytes(),
                UTF_8))
        .isEqualTo(SCRIPT);
    assertThat(room.artifacts.publicTree(artifact).entries()).isEqualTo(app().entries());
  }

  @Test
  void theSameFilesAreTheSameArtifact() {
    Artifact first = room.artifact(app());
    assertThat(room.artifact(app())).isEqualTo(first);
    assertThat(room.artifact(app().with("index.html", "other")).id()).isNotEqualTo(first.id());
    assertThat(room.artifact(app().with("new.txt", "")).id()).isNotEqualTo(first.id());
    assertThat(
            room.artifacts
                .assemble(app(), Serving.files(Optional.of("index.html")), List.of())
                .id())
        .as("routing is part of it")
        .isNotEqualTo(first.id());
    assertThat(
            room.artifacts.assemble(app(), Serving.files(Optional.empty()), List.of("VITE_A")).id())
        .as("so are the variables that it looks up")
        .isNotEqualTo(first.id());
  }

  @Test
  void compressesTextOnceAndTruthfully() throws Exception {
    Artifact artifact = room.artifact(app());
    Artifact.File script = artifact.files().getFirst();
    assertThat(script.variants()).containsOnlyKeys("br", "gzip");
    Artifact.Variant gzip = variant(script, "gzip");
    Artifact.Variant brotli = variant(script, "br");
    assertThat(gzip.size()).isLessThan(script.size() / 10);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(blob(gzip))).readAllBytes())
        .isEqualTo(SCRIPT.getBytes(UTF_8));
    assertThat(Decoder.decompress(blob(brotli)).getDecompressedData())
        .isEqualTo(SCRIPT.getBytes(UTF_8));

    Path stored = room.blobs.path(brotli.blob());
    Files.setLastModifiedTime(stored, FileTime.fromMillis(0));
    Artifact next = room.artifact(app().with("index.html", "v2"));
    assertThat(next.files().getFirst().variants()).isEqualTo(script.variants());
    assertThat(Files.getLastModifiedTime(stored).toMillis()).as("not written again").isZero();
  }

  @Test
  void makesAVariantAgainWhenItsBlobIsGone() throws Exception {
    Artifact.Variant brotli = variant(room.artifact(app()).files().getFirst(), "br");
    Files.delete(room.blobs.path(brotli.blob()));
    room.artifact(app().with("index.html", "v2"));
    assertThat(room.blobs.contains(brotli.blob())).isTrue();
  }

  @Test
  void keepsNoVariantThatSavesNothing() {
    byte[] noise = new byte[8_000];
    new Random(7).nextBytes(noise);
    var tree =
        new OutputTree()
            .with("noise.js", noise)
            .with("small.js", "a".repeat(1_000))
            .with("photo.png", "a".repeat(8_000));
    assertThat(room.artifact(tree).files()).allMatch(file -> file.variants().isEmpty());
    assertThat(room.artifact(tree.with("more.js", noise)).files())
        .as("known as not worth it")
        .allMatch(file -> file.variants().isEmpty());
  }

  @Test
  void marksHashedNamesOnly() {
    assertThat(room.artifact(app()).files())
        .filteredOn(Artifact.File::immutable)
        .extracting(Artifact.File::path)
        .containsExactly("assets/index-Bq3xK9_a.js");
  }

  @Test
  void refusesAnEmptyOutput() {
    assertThatThrownBy(() -> room.artifact(new OutputTree()))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("artifact.empty");
  }

  @Test
  void refusesAFallbackThatIsNotThere() {
    assertThatThrownBy(
            () ->
                room.artifacts.assemble(
                    app(), Serving.files(Optional.of("_shell.html")), List.of()))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("artifact.fallback-missing");
  }

  @Test
  void saysThatAnArtifactIsGone() {
    assertThat(room.artifacts.find("../../etc/passwd")).isEmpty();
    assertThatThrownBy(() -> room.artifacts.require(Sha256.of("none").hex()))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .extracting(UserError::code)
        .isEqualTo("release.artifact-missing");
  }

  private static Artifact.Variant variant(Artifact.File file, String coding) {
    return Optional.ofNullable(file.variants().get(coding)).orElseThrow();
  }

  private byte[] blob(Artifact.Variant variant) throws Exception {
    try (var in = room.blobs.open(variant.blob())) {
      byte[] bytes = in.readAllBytes();
      assertThat(bytes).hasSize((int) variant.size());
      return bytes;
    }
  }
}
