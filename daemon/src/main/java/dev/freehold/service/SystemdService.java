package dev.freehold.service;

import dev.freehold.base.FreeholdException;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.ProcessResult;
import java.nio.file.Path;

/** A unit of the user's own systemd: systemd.service(5), systemctl(1). */
final class SystemdService implements Service {
  private final ServiceFile unit;
  private final ManagerCommand systemctl;

  SystemdService(ServiceFile unit, ManagerCommand systemctl) {
    this.unit = unit;
    this.systemctl = systemctl;
  }

  @Override
  public String manager() {
    return "systemd";
  }

  @Override
  public Path file() {
    return unit.path();
  }

  @Override
  public boolean serves(Home home) {
    return unit.hasLine(SystemdUnit.variable(Launch.HOME, home.root().toString()));
  }

  @Override
  public void install(Launch launch, boolean force, Runnable handOver) {
    String text = SystemdUnit.of(launch);
    if (!force) {
      unit.refuseForeign(text);
    }
    reload();
    handOver.run();
    unit.write(text);
    try {
      reload();
      systemctl.run("--user", "enable", "--now", SystemdUnit.NAME);
    } catch (FreeholdException e) {
      unit.remove();
      systemctl.attempt("--user", "disable", SystemdUnit.NAME);
      systemctl.attempt("--user", "daemon-reload");
      throw e;
    }
  }

  @Override
  public boolean uninstall() {
    if (!unit.isOurs()) {
      return false;
    }
    unit.refuseChanged("systemctl --user disable --now " + SystemdUnit.NAME);
    reload();
    systemctl.run("--user", "disable", "--now", SystemdUnit.NAME);
    unit.remove();
    reload();
    return true;
  }

  @Override
  public void start() {
    systemctl.run("--user", "start", SystemdUnit.NAME);
  }

  @Override
  public void stop() {
    systemctl.run("--user", "stop", SystemdUnit.NAME);
  }

  @Override
  public State state() {
    ProcessResult result = systemctl.attempt("--user", "is-active", SystemdUnit.NAME);
    return switch (result.stdout().strip()) {
      case "active", "activating", "reloading" -> State.RUNNING;
      case "inactive", "deactivating" -> State.STOPPED;
      case "failed" -> State.FAILED;
      default -> throw ManagerCommand.unreachable(ManagerCommand.said(result));
    };
  }

  /** Harmless at any time, and the way to find out whether there is a manager to talk to. */
  private void reload() {
    ProcessResult result = systemctl.attempt("--user", "daemon-reload");
    if (!result.succeeded()) {
      throw ManagerCommand.unreachable(ManagerCommand.said(result));
    }
  }
}
