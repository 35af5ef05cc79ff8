package dev.freehold.service;

import dev.freehold.base.MachineError;
import dev.freehold.base.Os;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the service manager of this system. */
public final class Services {
  private Services() {}

  /**
   * @param home keeps the list of what was written
   * @param user the home folder of the user
   * @return empty where Freehold knows no service manager
   */
  public static Optional<Service> of(
      Os os, Home home, Path user, Map<String, String> environment, ProcessRunner processes) {
    Path list = home.written().resolve("service.json");
    return switch (os) {
      case LINUX -> {
        String moved = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = moved.startsWith("/") ? Path.of(moved) : user.resolve(".config");
        yield Optional.of(
            new SystemdService(
                new ServiceFile(config.resolve("systemd/user/freehold.service"), list),
                new ManagerCommand("systemctl", environment, processes)));
      }
      case MACOS ->
          Optional.of(
              new LaunchdService(
                  new ServiceFile(
                      user.resolve("Library/LaunchAgents/" + LaunchAgent.LABEL + ".plist"), list),
                  new ManagerCommand("launchctl", environment, processes),
                  "gui/" + uid(user),
                  home.logs().resolve("daemon.log")));
      case WINDOWS, OTHER -> Optional.empty();
    };
  }

  private static int uid(Path user) {
    try {
      return (int) Files.getAttribute(user, "unix:uid");
    } catch (IOException e) {
      throw MachineError.io("Looking at " + user, e);
    }
  }
}
