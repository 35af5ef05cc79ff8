package dev.freehold.browser;

import dev.freehold.base.Os;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the browsers of a user are. */
public final class BrowserPlaces {
  static final String HOSTS = "NativeMessagingHosts";

  private final Os os;
  private final Path user;
  private final Path config;

  /**
   * @param user the home folder of the user
   * @param environment {@code XDG_CONFIG_HOME} moves the settings of all browsers on Linux
   */
  public BrowserPlaces(Os os, Path user, Map<String, String> environment) {
    this.os = os;
    this.user = user;
    String moved = environment.getOrDefault("XDG_CONFIG_HOME", "");
    this.config = moved.startsWith("/") ? Path.of(moved) : user.resolve(".config");
  }

  Os os() {
    return os;
  }

  /** Every browser that Freehold knows on this system, installed or not. */
  public List<Browser> known() {
    return switch (os) {
      case LINUX -> linux();
      case MACOS -> macos();
      case WINDOWS, OTHER -> List.of();
    };
  }

  /** Those that were used here. */
  public List<Browser> found() {
    return known().stream().filter(browser -> Files.isDirectory(browser.folder())).toList();
  }

  private List<Browser> linux() {
    var browsers = new ArrayList<Browser>();
    for (Product product : Product.ALL) {
      browsers.add(browser(product, Browser.Kind.PLAIN, config.resolve(product.linux)));
    }
    for (Product product : Product.ALL) {
      product
          .flatpak
          .map(id -> user.resolve(".var/app").resolve(id).resolve("config").resolve(product.linux))
          .ifPresent(folder -> browsers.add(browser(product, Browser.Kind.FLATPAK, folder)));
      product
          .snap
          .map(name -> user.resolve("snap").resolve(name))
          .ifPresent(folder -> browsers.add(browser(product, Browser.Kind.SNAP, folder)));
    }
    return browsers;
  }

  private List<Browser> macos() {
    Path support = user.resolve("Library/Application Support");
    return Product.ALL.stream()
        .map(
            product ->
                new Browser(
                    product.title,
                    Browser.Kind.PLAIN,
                    support.resolve(product.macos),
                    support.resolve(product.macosHosts).resolve(HOSTS)))
        .toList();
  }

  private static Browser browser(Product product, Browser.Kind kind, Path folder) {
    return new Browser(product.title, kind, folder, folder.resolve(HOSTS));
  }
}
