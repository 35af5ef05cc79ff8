package dev.freehold.browser;

import dev.freehold.base.MachineError;
import dev.freehold.base.Os;
import dev.freehold.base.UserError;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.file.WrittenFiles;
import dev.freehold.file.WrittenFiles.Planned;
import dev.freehold.file.WrittenFiles.Removal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the native host of this home known to browsers, and unknown again. */
public final class NativeHost {
  private final Home home;
  private final BrowserPlaces places;
  private final WrittenFiles written;

  /**
   * @param changed the files that were not yet as they should be
   */
  public record Installed(List<Browser> browsers, List<Browser> impossible, List<Path> changed) {}

  public NativeHost(Home home, BrowserPlaces places) {
    this.home = home;
    this.places = places;
    this.written = new WrittenFiles(home.written().resolve("browser.json"));
  }

  /** The program that browsers start. */
  public Path script() {
    return home.nativeMessaging().resolve("freehold-host");
  }

  /** Whether it was installed, for whichever browser. */
  public boolean isInstalled() {
    return !written.paths().isEmpty();
  }

  /**
   * Writes the manifest for every browser that was used here and for those of earlier installs.
   *
   * @param folders settings folders of further browsers
   * @param force replaces manifests that others wrote
   * @throws UserError {@code browser.none-found}, {@code browser.no-folder}, {@code
   *     browser.foreign-manifest}; then nothing was written
   * @throws MachineError {@code browser.windows}
   */
  public Installed install(Launch launch, List<Path> folders, boolean force) {
    refuseWindows("set these keys", WindowsRegistry.add(manifestForWindows()));
    List<Browser> browsers = browsers(folders);
    List<Browser> able = browsers.stream().filter(Browser::startsHosts).toList();
    List<Browser> impossible = browsers.stream().filter(b -> !b.startsHosts()).toList();
    if (able.isEmpty()) {
      throw noneFound(impossible);
    }
    var planned = new ArrayList<Planned>();
    planned.add(new Planned(script(), HostScript.of(launch), "rwxr-xr-x"));
    String manifest = HostManifest.of(script()).text();
    able.stream()
        .map(Browser::manifest)
        .distinct()
        .forEach(path -> planned.add(new Planned(path, manifest, "rw-r--r--")));
    List<Path> foreign = written.foreign(planned);
    if (!force && !foreign.isEmpty()) {
      throw foreign(foreign);
    }
    Home.privateFolder(home.root());
    Home.privateFolder(home.nativeMessaging());
    return new Installed(able, impossible, written.write(planned));
  }

  /** Removes what {@link #install} wrote, except what somebody changed since. */
  public Removal uninstall() {
    refuseWindows("delete these keys", WindowsRegistry.delete());
    return written.remove();
  }

  /** All browsers that were used here, and the folders of earlier installs. */
  public List<Registered> status() {
    return browsers(List.of()).stream().map(this::status).toList();
  }

  private Registered status(Browser browser) {
    if (!browser.startsHosts()) {
      return registered(
          browser,
          ManifestState.IMPOSSIBLE,
          browser.title()
              + " can't start programs outside of its box. Use one that was installed as an"
              + " ordinary package.");
    }
    return new ManifestLook(written, script()).look(browser);
  }

  static Registered registered(Browser browser, ManifestState state, String reason) {
    return new Registered(browser, state, reason, false);
  }

  private List<Browser> browsers(List<Path> folders) {
    var browsers = new ArrayList<>(places.found());
    for (Path path : written.paths()) {
      Path folder = path.resolve("../..").normalize();
      if (!path.equals(script()) && Files.isDirectory(folder)) {
        addFolder(browsers, folder);
      }
    }
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new UserError(
            "browser.no-folder",
            "There is no folder " + folder + ".",
            "Give the browser's settings folder, the one that --user-data-dir names. Start the"
                + " browser once if it does not exist yet.");
      }
      addFolder(browsers, folder);
    }
    return browsers;
  }

  private static void addFolder(List<Browser> browsers, Path folder) {
    var browser = Browser.in(folder);
    if (browsers.stream().noneMatch(known -> known.manifest().equals(browser.manifest()))) {
      browsers.add(browser);
    }
  }

  private UserError noneFound(List<Browser> impossible) {
    var looked = places.known().stream().filter(Browser::startsHosts).map(Browser::folder).toList();
    String others =
        impossible.isEmpty()
            ? ""
            : " There is "
                + String.join(", ", impossible.stream().map(Browser::title).toList())
                + ", which can't start programs of this machine.";
    return new UserError(
        "browser.none-found",
        "No browser was found. Freehold looked for "
            + String.join(", ", looked.stream().map(Path::toString).toList())
            + "."
            + others,
        "Install Chrome, Chromium, Edge, Brave or Vivaldi as an ordinary package and start it once;"
            + " or name the settings folder of yours: freehold browser install --folder DIR");
  }

  private static UserError foreign(List<Path> paths) {
    return new UserError(
        "browser.foreign-manifest",
        "There is something else already that Freehold did not write, or that was changed since: "
            + String.join(", ", paths.stream().map(Path::toString).toList())
            + ". Nothing was written.",
        "Look at it. To replace it: freehold browser install --force");
  }

  private void refuseWindows(String what, List<String> commands) {
    if (places.os() == Os.WINDOWS) {
      throw new MachineError(
          "browser.windows",
          "Freehold does not change the registry of Windows by itself.",
          "In a terminal, " + what + ":\n" + String.join("\n", commands));
    }
  }

  private Path manifestForWindows() {
    return home.nativeMessaging().resolve(HostManifest.NAME + ".json");
  }
}
