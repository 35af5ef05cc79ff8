package dev.freehold.builds;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Programs that are to be had as packages of npm, brought once and kept in the cache: another
 * Node.js, other package managers.
 */
public final class Tools {
  private final Home home;
  private final Sandboxes sandboxes;
  private final ReentrantLock bringing = new ReentrantLock();

  public Tools(Home home, Sandboxes sandboxes) {
    this.home = home;
    this.sandboxes = sandboxes;
  }

  /**
   * @param shown for people: {@code Node.js 22}
   * @param name of the package
   * @param version the newest that begins so is taken when it is not there yet
   * @return the package's folder
   * @throws MachineError {@code build.tool-not-brought}
   */
  Path bring(String shown, String name, String version, Toolchain machine, BuildListener listener) {
    Path folder = home.cache().resolve("tools").resolve(name).resolve(version);
    bringing.lock();
    try {
      if (!Files.isDirectory(folder)) {
        install(shown, name, version, folder, machine, listener);
      }
      return folder.toRealPath();
    } catch (IOException e) {
      throw MachineError.io("Storing " + shown, e);
    } finally {
      bringing.unlock();
    }
  }

  private void install(
      String shown,
      String name,
      String version,
      Path folder,
      Toolchain machine,
      BuildListener listener)
      throws IOException {
    listener.line("Bringing " + shown + ".");
    Workshop workshop = Workshop.in(home.work(), "tool");
    try {
      Path app = Files.createDirectories(workshop.build());
      Files.writeString(
          app.resolve("package.json"), Json.write(Map.of("dependencies", Map.of(name, version))));
      Path cache = Files.createDirectories(home.cache().resolve("npm"));
      var installer =
          Installer.npm(workshop, sandboxes.choose(true), machine, cache, app, listener);
      // --force: npm refuses what is for another kind of machine, and this may be for a server
      ProcessResult result = installer.run(List.of("install", "--no-package-lock", "--force"));
      Path brought = app.resolve("node_modules").resolve(name);
      if (!result.succeeded() || !Files.isDirectory(brought)) {
        throw notBrought(shown, result);
      }
      Files.createDirectories(folder.getParent());
      Files.move(brought, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      workshop.delete();
    }
  }

  private static MachineError notBrought(String shown, ProcessResult result) {
    return new MachineError(
        "build.tool-not-brought",
        "This app needs "
            + shown
            + ", which could not be brought from npm: "
            + String.join("\n", result.tail()),
        "Check the network, and npm's registry and proxy settings (npm config list), then try"
            + " again.");
  }
}
