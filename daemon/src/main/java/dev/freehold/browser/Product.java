package dev.freehold.browser;

import java.util.List;
import java.util.Optional;

/**
 * The browsers of the Chromium family, and where each keeps its settings.
 *
 * @see <a href="https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging">the
 *     places of host manifests</a>
 */
enum Product {
  CHROME(
      "Chrome",
      "google-chrome",
      "Google/Chrome",
      "Google/Chrome",
      "Google\\Chrome",
      Optional.of("com.google.Chrome"),
      Optional.empty()),
  CHROMIUM(
      "Chromium",
      "chromium",
      "Chromium",
      "Chromium",
      "Chromium",
      Optional.of("org.chromium.Chromium"),
      Optional.of("chromium")),
  EDGE(
      "Edge",
      "microsoft-edge",
      "Microsoft Edge",
      "Microsoft Edge",
      "Microsoft\\Edge",
      Optional.of("com.microsoft.Edge"),
      Optional.empty()),
  /** On macOS it looks for hosts where Chrome does. */
  BRAVE(
      "Brave",
      "BraveSoftware/Brave-Browser",
      "BraveSoftware/Brave-Browser",
      "Google/Chrome",
      "BraveSoftware\\Brave-Browser",
      Optional.of("com.brave.Browser"),
      Optional.of("brave")),
  VIVALDI(
      "Vivaldi",
      "vivaldi",
      "Vivaldi",
      "Vivaldi",
      "Vivaldi",
      Optional.of("com.vivaldi.Vivaldi"),
      Optional.of("vivaldi"));

  static final List<Product> ALL = List.of(values());

  final String title;

  /** Below {@code ~/.config}. */
  final String linux;

  /** Below {@code ~/Library/Application Support}. */
  final String macos;

  /** As above: the folder whose {@code NativeMessagingHosts} it reads. */
  final String macosHosts;

  /** Below {@code HKCU\SOFTWARE}. */
  final String registry;

  /** Below {@code ~/.var/app}. */
  final Optional<String> flatpak;

  /** Below {@code ~/snap}. */
  final Optional<String> snap;

  Product(
      String title,
      String linux,
      String macos,
      String macosHosts,
      String registry,
      Optional<String> flatpak,
      Optional<String> snap) {
    this.title = title;
    this.linux = linux;
    this.macos = macos;
    this.macosHosts = macosHosts;
    this.registry = registry;
    this.flatpak = flatpak;
    this.snap = snap;
  }
}
