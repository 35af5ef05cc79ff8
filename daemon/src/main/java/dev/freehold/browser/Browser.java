package dev.freehold.browser;

import java.nio.file.Path;

/**
 * A browser that may be on this machine.
 *
 * @param folder where it keeps its settings; it was used here when that exists
 * @param hosts the folder that it reads host manifests from
 */
public record Browser(String name, Kind kind, Path folder, Path hosts) {
  /** How it was installed. */
  public enum Kind {
    PLAIN,
    /** Its box shows it no programs from outside. */
    FLATPAK,
    /** Native messaging does not work in it. */
    SNAP,
    /** Named by the user: a portable browser, or a profile of its own. */
    FOLDER
  }

  static Browser in(Path folder) {
    return new Browser(folder.toString(), Kind.FOLDER, folder, folder.resolve(BrowserPlaces.HOSTS));
  }

  public Path manifest() {
    return hosts.resolve(HostManifest.NAME + ".json");
  }

  /** Whether it can start a program of this machine at all. */
  public boolean startsHosts() {
    return switch (kind) {
      case PLAIN, FOLDER -> true;
      case FLATPAK, SNAP -> false;
    };
  }

  public String title() {
    return switch (kind) {
      case PLAIN, FOLDER -> name;
      case FLATPAK -> name + " (Flatpak)";
      case SNAP -> name + " (Snap)";
    };
  }
}
