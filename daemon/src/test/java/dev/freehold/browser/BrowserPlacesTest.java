package dev.freehold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Os;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserPlacesTest {
  private @TempDir Path user;

  private List<String> hosts(Os os, Browser.Kind kind) {
    return new BrowserPlaces(os, user, Map.of())
        .known().stream()
            .filter(browser -> browser.kind() == kind)
            .map(browser -> user.relativize(browser.hosts()).toString())
            .toList();
  }

  @Test
  void theFoldersOfLinux() {
    assertThat(hosts(Os.LINUX, Browser.Kind.PLAIN))
        .containsExactly(
            ".config/google-chrome/NativeMessagingHosts",
            ".config/chromium/NativeMessagingHosts",
            ".config/microsoft-edge/NativeMessagingHosts",
            ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
            ".config/vivaldi/NativeMessagingHosts");
    assertThat(hosts(Os.LINUX, Browser.Kind.FLATPAK))
        .contains(".var/app/com.google.Chrome/config/google-chrome/NativeMessagingHosts");
  }

  @Test
  void theFoldersOfMacos() {
    assertThat(hosts(Os.MACOS, Browser.Kind.PLAIN))
        .containsExactly(
            "Library/Application Support/Google/Chrome/NativeMessagingHosts",
            "Library/Application Support/Chromium/NativeMessagingHosts",
            "Library/Application Support/Microsoft Edge/NativeMessagingHosts",
            "Library/Application Support/Google/Chrome/NativeMessagingHosts",
            "Library/Application Support/Vivaldi/NativeMessagingHosts");
  }

  @Test
  void onlyABrowserThatWasUsedIsFound() throws Exception {
    var places = new BrowserPlaces(Os.LINUX, user, Map.of());
    assertThat(places.found()).isEmpty();
    Files.createDirectories(user.resolve(".config/vivaldi"));
    Files.createDirectories(user.resolve("snap/chromium"));
    Files.createDirectories(user.resolve(".var/app/com.microsoft.Edge/config/microsoft-edge"));
    assertThat(places.found())
        .extracting(Browser::title)
        .containsExactlyInAnyOrder("Vivaldi", "Chromium (Snap)", "Edge (Flatpak)");
    assertThat(places.found().stream().filter(Browser::startsHosts))
        .extracting(Browser::name)
        .containsExactly("Vivaldi");
  }

  @Test
  void settingsThatWereMovedAreFoundThere() throws Exception {
    Path moved = user.resolve("moved");
    Files.createDirectories(moved.resolve("chromium"));
    var places = new BrowserPlaces(Os.LINUX, user, Map.of("XDG_CONFIG_HOME", moved.toString()));
    assertThat(places.found())
        .extracting(Browser::folder)
        .containsExactly(moved.resolve("chromium"));
    assertThat(new BrowserPlaces(Os.LINUX, user, Map.of("XDG_CONFIG_HOME", "relative")).found())
        .isEmpty();
  }

  @Test
  void windowsFindsTheManifestThroughItsRegistry() {
    assertThat(WindowsRegistry.add(Path.of("C:/Users/Ada/host.json")))
        .hasSize(5)
        .contains(
            "reg add \"HKCU\\SOFTWARE\\Google\\Chrome\\NativeMessagingHosts\\dev.freehold.host\""
                + " /ve /t REG_SZ /d \"C:/Users/Ada/host.json\" /f",
            "reg add"
                + " \"HKCU\\SOFTWARE\\BraveSoftware\\Brave-Browser\\NativeMessagingHosts\\dev.freehold.host\""
                + " /ve /t REG_SZ /d \"C:/Users/Ada/host.json\" /f");
    assertThat(WindowsRegistry.delete())
        .hasSize(5)
        .contains(
            "reg delete"
                + " \"HKCU\\SOFTWARE\\Microsoft\\Edge\\NativeMessagingHosts\\dev.freehold.host\""
                + " /f");
  }
}
