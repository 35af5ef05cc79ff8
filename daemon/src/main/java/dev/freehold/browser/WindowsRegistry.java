package dev.freehold.browser;

import java.nio.file.Path;
import java.util.List;

/** On Windows browsers find a host manifest through a key of the registry that holds its path. */
final class WindowsRegistry {
  private WindowsRegistry() {}

  static List<String> add(Path manifest) {
    return Product.ALL.stream()
        .map(product -> "reg add " + key(product) + " /ve /t REG_SZ /d \"" + manifest + "\" /f")
        .toList();
  }

  static List<String> delete() {
    return Product.ALL.stream().map(product -> "reg delete " + key(product) + " /f").toList();
  }

  private static String key(Product product) {
    return "\"HKCU\\SOFTWARE\\%s\\%s\\%s\""
        .formatted(product.registry, BrowserPlaces.HOSTS, HostManifest.NAME);
  }
}
