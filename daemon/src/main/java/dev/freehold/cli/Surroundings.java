package dev.freehold.cli;

import dev.freehold.base.Ids;
import dev.freehold.base.Os;
import dev.freehold.browser.BrowserPlaces;
import dev.freehold.browser.NativeHost;
import dev.freehold.cli.output.Terminal;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import dev.freehold.service.Service;
import dev.freehold.service.Services;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Everything a command takes from outside.
 *
 * @param folder where the user is
 * @param launcher the program that starts Freehold, for starting the daemon
 * @param daemonDeadline how long a daemon may take to answer
 * @param daemon runs the daemon in this process until it ends, and says its exit code
 */
public record Surroundings(
    Map<String, String> environment,
    Home home,
    Path folder,
    Terminal terminal,
    Clock clock,
    Ids ids,
    ProcessRunner processes,
    FolderPacker packer,
    Path launcher,
    Duration daemonDeadline,
    String version,
    IntSupplier daemon) {
  /** The service manager of this system, if Freehold knows it. */
  Optional<Service> serviceManager() {
    return Services.of(Os.current(), home, user(), environment, processes);
  }

  /** The background service of this home, if it is installed. */
  Optional<Service> service() {
    return serviceManager().filter(service -> service.serves(home));
  }

  /** What the user types to run Freehold here: {@code freehold} where that is on the PATH. */
  String program() {
    String name = String.valueOf(launcher.getFileName());
    if (processes.executables().find(name).isPresent()) {
      return name;
    }
    Path absolute = launcher.toAbsolutePath().normalize();
    return absolute.startsWith(folder)
        ? folder.relativize(absolute).toString()
        : absolute.toString();
  }

  /** The sources of the extension. */
  ExtensionFolder extension() {
    return new ExtensionFolder(launcher.resolve("../../../extension").normalize());
  }

  /** The native host of this home. */
  NativeHost nativeHost() {
    return new NativeHost(home, new BrowserPlaces(Os.current(), user(), environment));
  }

  private Path user() {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }
}
