package dev.freehold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.Os;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeHostTest {
  private @TempDir Path temp;
  private Path user;
  private Home home;
  private Path launcher;
  private NativeHost host;

  @BeforeEach
  void start() throws IOException {
    user = Files.createDirectories(temp.resolve("user"));
    home = new Home(temp.resolve("it's a home"));
    launcher =
        program(
            temp.resolve("it's $here/freehold"),
            "printf '%s\\n' \"$FREEHOLD_HOME\" \"$PATH\" \"$@\"");
    host = hostOn(Os.LINUX);
  }

  private NativeHost hostOn(Os os) {
    return new NativeHost(home, new BrowserPlaces(os, user, Map.of()));
  }

  private static Path program(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Launch launch(String path) {
    return Launch.of(launcher, home, Map.of("PATH", path));
  }

  private NativeHost.Installed install(Path... folders) {
    return host.install(launch("/opt/node/bin"), List.of(folders), false);
  }

  private Path browser(String folder) throws IOException {
    return Files.createDirectories(user.resolve(folder));
  }

  private static Path manifest(Path browser) {
    return browser.resolve("NativeMessagingHosts/dev.freehold.host.json");
  }

  private static void refuses(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(FreeholdException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private ManifestState state() {
    assertThat(host.status()).hasSize(1);
    return host.status().getFirst().state();
  }

  @Test
  void everyBrowserThatWasUsedGetsAManifest() throws Exception {
    Path chrome = browser(".config/google-chrome");
    Path brave = browser(".config/BraveSoftware/Brave-Browser");
    install();
    JsonNode manifest = Json.read(Files.readString(manifest(chrome)), JsonNode.class);
    assertThat(manifest.path("name").asText()).isEqualTo("dev.freehold.host");
    assertThat(manifest.path("type").asText()).isEqualTo("stdio");
    assertThat(manifest.path("path").asText())
        .isEqualTo(home.root() + "/native-messaging/freehold-host");
    assertThat(manifest.path("allowed_origins"))
        .extracting(JsonNode::asText)
        .containsExactly("chrome-extension://cmailpibelejjbdgmndojgngbpkbbnni/");
    assertThat(manifest(brave)).hasSameTextualContentAs(manifest(chrome));
    assertThat(user.resolve(".config/chromium")).doesNotExist();
    assertThat(host.status()).extracting(Registered::state).containsOnly(ManifestState.INSTALLED);
  }

  @Test
  void theScriptLeadsToTheLauncherWhateverThePathsAre() throws Exception {
    browser(".config/chromium");
    host.install(launch("/a'b/bin:relative::/c d/$(touch x)"), List.of(), false);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(host.script())))
        .isEqualTo("rwxr-xr-x");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(host.script().getParent())))
        .isEqualTo("rwx------");
    var browserStarts =
        Command.of(temp, host.script().toString(), "chrome-extension://id/", "a b")
            .withEnvironment(Map.of("PATH", "/usr/bin:/bin", "FREEHOLD_HOME", "/another"));
    assertThat(new ProcessRunner(Map.of()).run(browserStarts).stdout().lines())
        .containsExactly(
            home.root().toString(),
            "/usr/bin:/bin:/a'b/bin:/c d/$(touch x)",
            "native-host",
            "chrome-extension://id/",
            "a b");
  }

  @Test
  void settingsOfTheTerminalAreKept() throws Exception {
    browser(".config/chromium");
    host.install(
        Launch.of(launcher, home, Map.of("PATH", "/bin", "FREEHOLD_KEY_FILE", "/k e y", "X", "y")),
        List.of(),
        false);
    assertThat(host.script()).content().contains("FREEHOLD_KEY_FILE='/k e y'").doesNotContain("X=");
  }

  @Test
  void installingTwiceChangesNothing() throws Exception {
    browser(".config/chromium");
    assertThat(install().changed()).hasSize(2);
    assertThat(install().changed()).isEmpty();
    assertThat(host.install(launch("/other"), List.of(), false).changed())
        .containsExactly(host.script());
  }

  @Test
  void uninstallingRemovesExactlyWhatWasWritten() throws Exception {
    Path chromium = browser(".config/chromium");
    Path vivaldi = browser(".config/vivaldi/NativeMessagingHosts");
    Path others = Files.writeString(vivaldi.resolve("org.other.json"), "{}");
    install();
    assertThat(host.uninstall().kept()).isEmpty();
    assertThat(chromium).isEmptyDirectory();
    assertThat(vivaldi).isDirectoryContaining(others::equals);
    assertThat(host.script()).doesNotExist();
    assertThat(host.isInstalled()).isFalse();
    assertThat(host.uninstall().removed()).as("a second time").isEmpty();
  }

  @Test
  void aManifestThatSomebodyChangedIsNotRemoved() throws Exception {
    Path manifest = manifest(browser(".config/chromium"));
    install();
    Files.writeString(manifest, Files.readString(manifest).replace("stdio", "stdio "));
    assertThat(state()).isEqualTo(ManifestState.CHANGED);
    assertThat(host.uninstall().kept()).containsExactly(manifest);
    assertThat(manifest).exists();
    assertThat(host.script()).doesNotExist();
  }

  @Test
  void aForeignManifestIsReplacedOnlyByForce() throws Exception {
    Path manifest = manifest(browser(".config/chromium"));
    Files.createDirectories(manifest.getParent());
    Files.writeString(manifest, "{\"name\":\"dev.freehold.host\",\"path\":\"/another/freehold\"}");
    assertThat(state()).isEqualTo(ManifestState.FOREIGN);
    refuses("browser.foreign-manifest", this::install);
    assertThat(manifest).content().contains("/another/freehold");
    assertThat(host.script()).as("nothing was written").doesNotExist();
    host.install(launch("/bin"), List.of(), true);
    assertThat(state()).isEqualTo(ManifestState.INSTALLED);
  }

  @Test
  void aFolderIsOneMoreBrowserAndRemembered() throws Exception {
    Path profile = Files.createDirectories(temp.resolve("profile"));
    install(profile);
    assertThat(manifest(profile)).exists();
    assertThat(host.status()).extracting(r -> r.browser().folder()).containsExactly(profile);
    Files.delete(manifest(profile));
    assertThat(state()).isEqualTo(ManifestState.MISSING);
    install();
    assertThat(state()).isEqualTo(ManifestState.INSTALLED);
    Folders.delete(profile);
    browser(".config/chromium");
    install();
    assertThat(host.status()).extracting(r -> r.browser().name()).containsExactly("Chromium");
  }

  @Test
  void aFolderThatDoesNotExistIsAMistake() {
    refuses("browser.no-folder", () -> install(temp.resolve("nowhere")));
  }

  @Test
  void noBrowserIsAnErrorThatSaysWhereItLooked() throws Exception {
    Files.createDirectories(user.resolve("snap/chromium"));
    assertThatThrownBy(this::install)
        .hasMessageContaining(user.resolve(".config/google-chrome").toString())
        .hasMessageContaining("Chromium (Snap)");
    refuses("browser.none-found", this::install);
    assertThat(state()).isEqualTo(ManifestState.IMPOSSIBLE);
    assertThat(home.root()).doesNotExist();
  }

  @Test
  void aBrowserThatCannotStartProgramsIsLeftOut() throws Exception {
    browser(".config/chromium");
    Path boxed = browser(".var/app/com.google.Chrome/config/google-chrome");
    NativeHost.Installed installed = install();
    assertThat(installed.impossible())
        .extracting(Browser::title)
        .containsExactly("Chrome (Flatpak)");
    assertThat(boxed).isEmptyDirectory();
  }

  @Test
  void aScriptOrLauncherThatIsGoneIsBroken() throws Exception {
    browser(".config/chromium");
    install();
    Files.delete(launcher);
    assertThat(state()).isEqualTo(ManifestState.BROKEN);
    assertThat(host.status().getFirst().reason()).contains(launcher.toString());
    Files.delete(host.script());
    assertThat(state()).isEqualTo(ManifestState.BROKEN);
  }

  @Test
  void onMacosBraveReadsWhereChromeDoes() throws Exception {
    host = hostOn(Os.MACOS);
    browser("Library/Application Support/BraveSoftware/Brave-Browser");
    install();
    assertThat(manifest(user.resolve("Library/Application Support/Google/Chrome"))).exists();
    host.uninstall();
    assertThat(user.resolve("Library/Application Support/Google")).doesNotExist();
  }

  @Test
  void onWindowsItSaysWhichKeysToSet() {
    NativeHost windows = hostOn(Os.WINDOWS);
    assertThatThrownBy(() -> windows.install(launch("/bin"), List.of(), false))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).isEqualTo("browser.windows");
              assertThat(e.remedy()).contains("reg add \"HKCU\\SOFTWARE\\Chromium\\");
            });
    refuses("browser.windows", windows::uninstall);
  }

  @Test
  void withoutALauncherNothingIsInstalled() {
    refuses(
        "machine.no-launcher", () -> Launch.of(Path.of("freehold"), home, Map.of("PATH", "/bin")));
  }
}
