package dev.freehold.cli;

import dev.freehold.base.MachineError;
import dev.freehold.cli.client.DaemonStarter;
import dev.freehold.file.Home;
import dev.freehold.process.Command;
import dev.freehold.service.Service;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Starts the daemon: through its service where one is installed, else as a process of its own. */
final class DaemonLaunch implements DaemonStarter.Launch {
  private final Surroundings surroundings;

  DaemonLaunch(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public BooleanSupplier start(Path log) {
    Home.privateFolder(surroundings.home().root());
    Home.privateFolder(surroundings.home().logs());
    return startedByService() ? () -> false : detach(log);
  }

  /** A service that can't be reached, as from a job of cron, must not keep anybody from working. */
  private boolean startedByService() {
    Optional<Service> service = surroundings.service();
    try {
      service.ifPresent(Service::start);
      return service.isPresent();
    } catch (MachineError e) {
      surroundings
          .terminal()
          .note(
              "The background service could not start the daemon. %s\nIt is started without the service; to find out more: freehold doctor"
                  .formatted(e.getMessage()));
      return false;
    }
  }

  private BooleanSupplier detach(Path log) {
    var environment = new TreeMap<>(surroundings.environment());
    environment.put("FREEHOLD_HOME", surroundings.home().root().toString());
    Command daemon =
        Command.of(surroundings.home().root(), surroundings.launcher().toString(), "daemon", "run")
            .withEnvironment(environment);
    long pid = surroundings.processes().detach(daemon, log);
    return () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }
}
