package dev.freehold.deploy.bring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Sha256;
import dev.freehold.check.BuilderAsset;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetFetchTest {
  private static final String AT = "/__l5e/assets-v1/1/a.png";
  private static final String HTML = "<!doctype html>\n<title>Shop</title>";

  private final AssetHost host = new AssetHost();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    host.close();
  }

  private static BuilderAsset bare(String address) {
    return asset(address, OptionalLong.empty(), "", Optional.empty());
  }

  private static BuilderAsset asset(
      String address, OptionalLong size, String type, Optional<Sha256> sha256) {
    return new BuilderAsset(
        address,
        address,
        "public" + address,
        "src/a.ts",
        1,
        size.isPresent(),
        size,
        type,
        sha256,
        Optional.empty());
  }

  private static BuilderAsset pointer(long size, String type, byte[] bytes) {
    return asset(AT, OptionalLong.of(size), type, Optional.of(Sha256.of(bytes)));
  }

  private Fetched fetch(BuilderAsset... assets) {
    return new AssetFetch(Duration.ofSeconds(2), 1000, 2000, this::here)
        .fetch(host.address(), List.of(assets), folder, () -> false);
  }

  /** The storages of builders, all at one host. */
  private URI here(URI at) {
    return at.getScheme().equals("https") ? host.address().resolve(at.getRawPath()) : at;
  }

  private static final String STORED = "https://media.base44.com/images/public/69b1/a%20b.png";

  private Fetched fetchStored() {
    return new AssetFetch(Duration.ofSeconds(2), 1000, 2000, this::here)
        .fetch(URI.create("https://media.base44.com"), List.of(bare(STORED)), folder, () -> false);
  }

  @Test
  void aFileInAStorageIsAskedForThere() {
    host.with("/images/public/69b1/a%20b.png", AssetHost.PNG);
    assertThat(fetchStored().files()).containsOnlyKeys(STORED);
  }

  @Test
  void aStorageMayLeadToAnotherOfTheBuilder() {
    String other = "/storage/v1/object/public/base44-prod/public/69b1/a.png";
    host.redirecting(
            "/images/public/69b1/a%20b.png", "https://qtrypzzcjebvfcihiynt.supabase.co" + other)
        .with(other, AssetHost.PNG);
    assertThat(fetchStored().files()).containsOnlyKeys(STORED);
  }

  @Test
  void aStorageThatLeadsElsewhereIsNotFollowed() {
    host.redirecting("/images/public/69b1/a%20b.png", "https://shop.dev/a.png")
        .with("/a.png", AssetHost.PNG);
    assertThat(fetchStored().refused().get(STORED))
        .isEqualTo(STORED + " leads to another host, shop.dev, which is not asked.");
    assertThat(host.asked()).hasSize(1);
  }

  private String refusal(BuilderAsset asset) {
    Fetched fetched = fetch(asset);
    assertThat(fetched.files()).isEmpty();
    assertThat(folder).isEmptyDirectory();
    return fetched.refused().getOrDefault(AT, "nothing");
  }

  @Test
  void whatThePointerSaysIsFetched() {
    host.with(AT, AssetHost.PNG);
    int size = AssetHost.PNG.length;
    Fetched fetched = fetch(pointer(size, "image/png", AssetHost.PNG));
    assertThat(fetched.refused()).isEmpty();
    assertThat(fetched.files().get(AT)).hasBinaryContent(AssetHost.PNG);
  }

  @Test
  void aBareAddressNeedsNothingButAPicture() {
    host.with(AT, AssetHost.PNG);
    assertThat(fetch(bare(AT)).files()).containsOnlyKeys(AT);
  }

  @Test
  void anAddressWithLettersOfAllScriptsIsAskedForAsBrowsersDo() {
    String path = "/__l5e/a/logo é.png";
    host.with("/__l5e/a/logo%20%C3%A9.png", AssetHost.PNG);
    assertThat(fetch(bare(path)).files()).containsOnlyKeys(path);
  }

  @Test
  void anotherSizeIsRefused() {
    host.with(AT, AssetHost.PNG);
    assertThat(refusal(pointer(70, "image/png", AssetHost.PNG)))
        .isEqualTo("What came has " + AssetHost.PNG.length + " bytes, and the pointer says 70.");
  }

  @Test
  void anotherHashIsRefused() {
    host.with(AT, AssetHost.PNG);
    assertThat(refusal(pointer(AssetHost.PNG.length, "image/png", new byte[] {1})))
        .isEqualTo("What came has another SHA-256 than the pointer says.");
  }

  @Test
  void anotherTypeIsRefused() {
    byte[] text = "just words".getBytes(StandardCharsets.UTF_8);
    host.with(AT, text);
    assertThat(refusal(pointer(text.length, "image/png", text)))
        .isEqualTo("What came is not image/png, as the pointer says.");
    assertThat(refusal(bare(AT))).isEqualTo("What came is no picture, font, sound or film.");
  }

  @Test
  void aPageInItsPlaceIsRefused() {
    byte[] page = HTML.getBytes(StandardCharsets.UTF_8);
    host.with(AT, page);
    assertThat(refusal(pointer(page.length, "image/png", page)))
        .isEqualTo("What came is an HTML page.");
    assertThat(refusal(bare(AT))).isEqualTo("What came is an HTML page.");
  }

  @Test
  void anEmptyOneIsRefused() {
    host.with(AT, new byte[0]);
    assertThat(refusal(bare(AT))).isEqualTo("What came is empty.");
  }

  @Test
  void whatIsNotThereIsRefused() {
    host.status(AT, 403);
    assertThat(refusal(bare(AT))).isEqualTo(host.address() + AT + " is answered with status 403.");
  }

  @Test
  void redirectsWithinTheHostAreFollowed() {
    host.redirecting(AT, "/files/a.png").with("/files/a.png", AssetHost.PNG);
    assertThat(fetch(bare(AT)).files()).containsOnlyKeys(AT);
  }

  @Test
  void anotherHostIsNeverAsked() {
    try (var other = new AssetHost().with("/a.png", AssetHost.PNG)) {
      host.redirecting(AT, other.address() + "/a.png");
      assertThat(refusal(bare(AT)))
          .isEqualTo(
              host.address()
                  + AT
                  + " leads to another host, "
                  + other.address().getRawAuthority()
                  + ", which is not asked.");
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void redirectsInACircleEnd() {
    host.redirecting(AT, AT);
    assertThat(refusal(bare(AT))).endsWith(" is redirected again and again.");
  }

  @Test
  void anEndlessOneIsCutOff() {
    host.endless(AT);
    assertThat(refusal(bare(AT))).isEqualTo(host.address() + AT + " is over 1000 bytes.");
  }

  @Test
  void aSlowOneIsNotWaitedForLonger() {
    host.stuck(AT);
    assertThat(refusal(bare(AT))).isEqualTo(host.address() + AT + " was not answered within 2 s.");
  }

  @Test
  void aHostThatDoesNotAnswerIsNotAskedForEveryFile() {
    var gone = host.address();
    host.close();
    BuilderAsset[] many =
        IntStream.range(0, 50)
            .mapToObj(i -> bare("/__l5e/a/" + i + ".png"))
            .toArray(BuilderAsset[]::new);
    assertThat(fetch(many).refused().values())
        .hasSize(50)
        .filteredOn(why -> why.equals(gone + " did not answer."))
        .hasSizeGreaterThan(40);
  }

  @Test
  void allTogetherHaveALimit() {
    byte[] large = java.util.Arrays.copyOf(AssetHost.PNG, 900);
    for (int i = 0; i < 3; i++) {
      host.with("/__l5e/a/" + i + ".png", large);
    }
    Fetched fetched = fetch(bare("/__l5e/a/0.png"), bare("/__l5e/a/1.png"), bare("/__l5e/a/2.png"));
    assertThat(fetched.files()).hasSize(2);
    assertThat(fetched.refused().values())
        .containsExactly("All files together are over 2000 bytes.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<svg xmlns='http://www.w3.org/2000/svg'/> | image/svg+xml",
        "<?xml version='1.0'?><!-- made --><svg/>  | image/svg+xml",
        "GIF89a.......                             | image/gif",
        "RIFF....WEBPVP8                           | image/webp",
        "RIFF....WAVEfmt                           | audio/wav",
        "....ftypavif....                          | image/avif",
        "....ftypisom....                          | video/mp4",
        "wOF2....                                  | font/woff2",
        "%PDF-1.7                                  | application/pdf"
      })
  void kindsAreKnownByTheirFirstBytes(String bytes, String type) {
    assertThat(Content.type(bytes.getBytes(StandardCharsets.ISO_8859_1))).contains(type);
  }
}
