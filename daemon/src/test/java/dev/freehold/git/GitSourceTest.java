package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {
  @TempDir Path folder;
  private final GitSource source = new GitSource(Duration.ofSeconds(5), 2 << 20);
  private GitCli git;
  private GitHttpServer server;
  private Path work;

  /** What the developer has; pushed to {@code <served>/shop.git}. */
  private Path shop;

  private Path served;

  @BeforeEach
  void aGitHost() throws Exception {
    git = new GitCli(folder.resolve("developer"));
    served = Files.createDirectories(folder.resolve("served"));
    git.run(served, "init", "-q", "--bare", "-b", "main", "shop.git");
    git.run(served, "init", "-q", "--bare", "-b", "main", "empty.git");
    shop = git.clone(served.resolve("shop.git"), folder.resolve("shop"));
    Files.writeString(shop.resolve("index.html"), "old");
    git.commitAndPush(shop, "One");
    Files.writeString(shop.resolve("index.html"), "new");
    git.commitAndPush(shop, "Two");
    server = new GitHttpServer(served, git);
    work = Files.createDirectories(folder.resolve("work"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void commit(String path, String text) throws Exception {
    Files.writeString(shop.resolve(path), text);
    git.commitAndPush(shop, "Add " + path);
  }

  private Map<String, String> fetch(String url) {
    try (var fetched = source.fetch(url, Optional.empty(), work)) {
      assertThat(fetched.commit()).matches("[0-9a-f]{40}");
      return MapTree.texts(fetched.files());
    }
  }

  private FreeholdException refused(String url, Optional<String> branch) {
    return catchThrowableOfType(
        FreeholdException.class, () -> source.fetch(url, branch, work).close());
  }

  private void assertRefused(String url, String code) {
    FreeholdException e = refused(url, Optional.empty());
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.remedy()).isNotBlank();
  }

  @Test
  void theNewestCommitIsFetchedOverHttp() throws Exception {
    try (var fetched = source.fetch(server.url("/open/shop.git"), Optional.empty(), work)) {
      assertThat(MapTree.texts(fetched.files())).isEqualTo(Map.of("index.html", "new"));
      assertThat(fetched.commit() + "\n").isEqualTo(git.run(shop, "rev-parse", "HEAD"));
    }
    assertThat(git.run(work.resolve("fetched.git"), "rev-list", "--count", "--all"))
        .as("without its history")
        .isEqualTo("1\n");
  }

  @Test
  void aFolderOnThisMachineIsFetchedByPathAndByFileAddress() {
    for (Path repository : new Path[] {served.resolve("shop.git"), shop}) {
      for (String url : new String[] {repository.toString(), "file://" + repository}) {
        work = folder.resolve("work" + url.hashCode());
        assertThat(fetch(url)).as(url).isEqualTo(Map.of("index.html", "new"));
      }
    }
  }

  @Test
  void anotherBranchIsFetchedWhenNamed() throws Exception {
    git.run(shop, "push", "-q", "origin", "HEAD~1:refs/heads/feature/old");
    try (var fetched =
        source.fetch(server.url("/open/shop.git"), Optional.of("feature/old"), work)) {
      assertThat(MapTree.texts(fetched.files())).isEqualTo(Map.of("index.html", "old"));
    }
    work = folder.resolve("again");
    FreeholdException e = refused(server.url("/open/shop.git"), Optional.of("featur"));
    assertThat(e.code()).isEqualTo("git.branch-missing");
    assertThat(e).hasMessageContaining("featur");
    assertThat(e.remedy()).contains("feature/old, main");
  }

  @Test
  void aRepositoryWithoutADefaultBranchAsksForOne() throws Exception {
    git.run(served.resolve("shop.git"), "symbolic-ref", "HEAD", "refs/heads/none");
    assertRefused(server.url("/open/shop.git"), "git.branch-missing");
  }

  @Test
  void credentialsInTheAddressAreUsedAndNeverShown() {
    String host = server.authority();
    assertThat(fetch("http://ada:s3cret@" + host + "/private/shop.git"))
        .isEqualTo(Map.of("index.html", "new"));
    for (String url :
        new String[] {
          "http://ada:wr0ng@" + host + "/private/shop.git",
          "http://ada:wr0ng@" + host + "/open/none.git",
          "http://ada:wr0ng@" + host + "/broken/shop.git",
          "http://ada:wr0ng@127.0.0.1:1/shop.git",
          "http://ada:wr0ng@example.org/shop.git",
          "https://ada:wr0ng@no such host/shop.git",
          "ftp://ada:wr0ng@example.org/shop.git",
          "https://ada:wr0ng@"
        }) {
      for (Throwable e = refused(url, Optional.empty()); e != null; e = e.getCause()) {
        assertThat(e.toString()).as(url).doesNotContain("wr0ng").doesNotContain("ada");
      }
    }
  }

  @Test
  void credentialsInTheAddressAreForItsServerOnly() throws Exception {
    try (var sending = new SendingAway()) {
      for (String path : new String[] {"/asks/shop.git", "/sends/shop.git"}) {
        assertRefused("http://ada:s3cret@" + sending.authority() + path, "git.auth-required");
      }
      assertThat(sending.shown()).isNotEmpty().containsOnly("null");
    }
  }

  @Test
  void aPrivateRepositoryAsksForTheUser() {
    assertRefused(server.url("/private/shop.git"), "git.auth-required");
    assertRefused(
        "http://ada:wrong@" + server.authority() + "/private/shop.git", "git.auth-required");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    assertRefused(server.url("/open/none.git"), "git.not-found");
    assertRefused(folder.resolve("none").toString(), "git.not-found");
    assertRefused("file://" + folder.resolve("none"), "git.not-found");
    assertRefused(Files.createDirectories(folder.resolve("plain")).toString(), "git.not-found");
    assertRefused(Files.writeString(folder.resolve("x.bundle"), "x").toString(), "git.not-found");
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() {
    FreeholdException e = refused("http://127.0.0.1:1/shop.git", Optional.empty());
    assertThat(e.code()).isEqualTo("git.unreachable");
    assertThat(e)
        .hasMessage(
            "The server of http://127.0.0.1:1/shop.git can't be reached: it refuses connections.");
    assertThat(((ProviderError) e).retryable()).isTrue();
    assertRefused("https://no-such-host.invalid/shop.git", "git.unreachable");
  }

  @Test
  void aServerThatSaysNothingIsNotWaitedForForEver() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var impatient = new GitSource(Duration.ofSeconds(1), 1 << 20);
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/shop.git";
      var e =
          catchThrowableOfType(
              ProviderError.class, () -> impatient.fetch(url, Optional.empty(), work).close());
      assertThat(e.code()).isEqualTo("git.unreachable");
      assertThat(e).hasMessageContaining("did not answer in time");
    }
  }

  @Test
  void aServerThatFailsIsNamedWithItsStatus() {
    FreeholdException e = refused(server.url("/broken/shop.git"), Optional.empty());
    assertThat(e.code()).isEqualTo("git.fetch-failed");
    assertThat(e).hasMessageContaining("HTTP 500");
  }

  @Test
  void anEmptyRepositoryIsRefused() {
    assertRefused(server.url("/open/empty.git"), "git.empty");
    assertRefused(served.resolve("empty.git").toString(), "git.empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git@github.com:you/app.git",
        "ssh://git@github.com/you/app.git",
        "git+ssh://github.com/you/app",
        "github.com:you/app.git"
      })
  void sshIsRefusedForNow(String url) {
    assertRefused(url, "git.ssh-not-supported");
  }

  @ParameterizedTest
  @CsvSource({
    "'', git.url-invalid",
    "relative/folder, git.url-invalid",
    "git://example.org/app.git, git.url-invalid",
    "ext::sh -c x, git.url-invalid",
    "--upload-pack=x, git.url-invalid",
    "https:///app.git, git.url-invalid",
    "http://example.org/app.git, git.url-insecure",
    "http://127.0.0.1.example.org/app.git, git.url-insecure"
  })
  void otherAddressesAreRefusedWithTheirReason(String url, String code) {
    assertRefused(url, code);
  }

  @Test
  void tooMuchIsNotFetched() throws Exception {
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    Files.write(shop.resolve("noise.bin"), noise);
    git.commitAndPush(shop, "Noise");
    assertRefused(server.url("/open/shop.git"), "git.too-large");
    work = folder.resolve("work2");
    assertRefused(served.resolve("shop.git").toString(), "git.too-large");
  }

  @Test
  void aFileThatIsSmallOnlyWhileCompressedIsNotFetched() throws Exception {
    Files.write(shop.resolve("zeros.bin"), new byte[50 << 20]);
    git.commitAndPush(shop, "Zeros");
    assertRefused(server.url("/open/shop.git"), "git.too-large");
  }

  @Test
  void linksAreRefusedByName() throws Exception {
    Files.createSymbolicLink(shop.resolve("passwords"), Path.of("/etc/passwd"));
    git.commitAndPush(shop, "Link");
    FreeholdException e = refused(server.url("/open/shop.git"), Optional.empty());
    assertThat(e.code()).isEqualTo("intake.link");
    assertThat(e).hasMessageContaining("passwords");
  }

  @Test
  void submodulesAreRefusedByName() throws Exception {
    String id = git.run(shop, "rev-parse", "HEAD").strip();
    git.run(shop, "update-index", "--add", "--cacheinfo", "160000," + id + ",vendor/lib");
    git.run(shop, "commit", "-q", "-m", "Submodule");
    git.run(shop, "push", "-q", "origin", "HEAD:main");
    FreeholdException e = refused(server.url("/open/shop.git"), Optional.empty());
    assertThat(e.code()).isEqualTo("git.submodule");
    assertThat(e).hasMessageContaining("vendor/lib");
  }

  @Test
  void pointersToLargeFileStorageAreRefusedByName() throws Exception {
    commit(
        "video.mp4",
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "0".repeat(64)
            + "\nsize 12345\n");
    FreeholdException e = refused(server.url("/open/shop.git"), Optional.empty());
    assertThat(e.code()).isEqualTo("git.lfs-pointer");
    assertThat(e).hasMessageContaining("video.mp4");
  }

  @Test
  void namesThatAreNotTextAreRefused() throws Exception {
    String blob = git.run(shop, "rev-parse", "HEAD:index.html").strip();
    Path list = folder.resolve("list");
    Files.write(
        list, ("100644 " + blob + "\tcaf\u00e9.txt\0").getBytes(StandardCharsets.ISO_8859_1));
    var update =
        new ProcessBuilder("git", "update-index", "-z", "--index-info")
            .directory(shop.toFile())
            .redirectInput(list.toFile());
    assertThat(update.start().waitFor()).isZero();
    git.run(shop, "commit", "-q", "-m", "Latin");
    git.run(shop, "push", "-q", "origin", "HEAD:main");
    assertRefused(server.url("/open/shop.git"), "git.name-not-utf8");
  }
}
