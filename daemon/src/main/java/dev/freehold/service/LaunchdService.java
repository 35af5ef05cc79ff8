package dev.freehold.service;

import dev.freehold.base.FreeholdException;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.ProcessResult;
import java.nio.file.Path;

/** An agent of launchd in the user's login session: launchctl(1). */
final class LaunchdService implements Service {
  private final ServiceFile agent;
  private final ManagerCommand launchctl;
  private final String domain;
  private final Path log;

  /**
   * @param domain {@code gui/501}
   */
  LaunchdService(ServiceFile agent, ManagerCommand launchctl, String domain, Path log) {
    this.agent = agent;
    this.launchctl = launchctl;
    this.domain = domain;
    this.log = log;
  }

  @Override
  public String manager() {
    return "launchd";
  }

  @Override
  public Path file() {
    return agent.path();
  }

  @Override
  public boolean serves(Home home) {
    return agent.hasLine(LaunchAgent.value(home.root().toString()));
  }

  @Override
  public void install(Launch launch, boolean force, Runnable handOver) {
    String text = LaunchAgent.of(launch, log);
    if (!force) {
      agent.refuseForeign(text);
    }
    if (!launchctl.attempt("print", domain).succeeded()) {
      throw ManagerCommand.unreachable("there is no login session " + domain);
    }
    handOver.run();
    stop();
    agent.write(text);
    try {
      start();
    } catch (FreeholdException e) {
      agent.remove();
      throw e;
    }
  }

  @Override
  public boolean uninstall() {
    if (!agent.isOurs()) {
      return false;
    }
    agent.refuseChanged("launchctl bootout " + target());
    stop();
    agent.remove();
    return true;
  }

  /** Loading starts it; one that is loaded and ended by itself is started anew. */
  @Override
  public void start() {
    if (isLoaded()) {
      launchctl.run("kickstart", target());
    } else {
      launchctl.run("bootstrap", domain, agent.path().toString());
    }
  }

  /** Asked to terminate, Java ends with an error, which launchd would answer with a restart. */
  @Override
  public void stop() {
    if (isLoaded()) {
      launchctl.run("bootout", target());
    }
  }

  @Override
  public State state() {
    ProcessResult result = launchctl.attempt("print", target());
    if (!result.succeeded()) {
      return State.STOPPED;
    }
    if (result.stdout().contains("state = running")) {
      return State.RUNNING;
    }
    return result.stdout().matches("(?s).*last exit code = [1-9].*") ? State.FAILED : State.STOPPED;
  }

  private boolean isLoaded() {
    return launchctl.attempt("print", target()).succeeded();
  }

  private String target() {
    return domain + "/" + LaunchAgent.LABEL;
  }
}
