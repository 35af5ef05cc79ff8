package dev.freehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.service.Service;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon as a background service. */
final class ServiceCommand {
  private ServiceCommand() {}

  /** {@code daemon install}. */
  @Command(
      description = "Have the system start the daemon at login, and again after a crash.",
      footer = {
        "",
        "On Linux it is a unit of your own systemd, on macOS an agent of launchd. The PATH and",
        "the FREEHOLD_ variables of this terminal are kept for it; install it again to change",
        "them."
      })
  static final class Install implements Callable<Integer> {
    private final Session session;

    @Option(names = "--force", description = "Replace a service file that somebody else wrote.")
    boolean force;

    @Mixin JsonChoice json = new JsonChoice();

    Install(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Surroundings around = session.surroundings();
      Service service = serviceOf(around);
      Home.privateFolder(around.home().root());
      Home.privateFolder(around.home().logs());
      service.install(
          Launch.of(around.launcher(), around.home(), around.environment()),
          force,
          () -> new DaemonStop(session).stop(false));
      session.starter().revive();
      long pid = session.current().get("/v1/status").path("pid").asLong();
      if (json.on) {
        session.print(document(service, true).put("pid", pid));
      } else {
        session
            .terminal()
            .print(
                "%s starts the daemon from now on; it runs as process %d.\nThe service is %s.\n"
                    .formatted(service.manager(), pid, service.file()));
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code daemon uninstall}. */
  @Command(
      description =
          "Stop the daemon and remove its background service; commands still start it when needed.")
  static final class Uninstall implements Callable<Integer> {
    private final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    Uninstall(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Service service = serviceOf(session.surroundings());
      boolean removed = service.uninstall();
      if (json.on) {
        session.print(document(service, false).put("removed", removed));
      } else {
        session
            .terminal()
            .print(
                removed
                    ? "The service is gone: %s is removed.\n".formatted(service.file())
                    : "No background service of this home is installed.\n");
      }
      return ExitCode.DONE.number();
    }
  }

  private static Service serviceOf(Surroundings around) {
    return around
        .serviceManager()
        .orElseThrow(
            () ->
                new MachineError(
                    "service.unsupported",
                    "Freehold knows systemd on Linux and launchd on macOS, and this is neither.",
                    "Start the daemon by hand: freehold daemon start"));
  }

  private static ObjectNode document(Service service, boolean installed) {
    return Json.mapper()
        .createObjectNode()
        .put("installed", installed)
        .put("manager", service.manager())
        .put("file", service.file().toString());
  }
}
