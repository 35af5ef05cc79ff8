package dev.freehold.cli;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;

/** Ends the daemon gracefully, whoever started it. */
final class DaemonStop {
  private final Session session;

  DaemonStop(Session session) {
    this.session = session;
  }

  /**
   * Does nothing when it does not run.
   *
   * @param serving whether the process that serves local apps ends as well
   * @throws MachineError {@code daemon.did-not-stop}
   */
  boolean stop(boolean serving) {
    if (!session.starter().answers()) {
      return false;
    }
    long pid = session.current().get("/v1/status").path("pid").asLong();
    ask(serving);
    if (!session.starter().awaitEnd(pid)) {
      throw new MachineError(
          "daemon.did-not-stop",
          "The daemon, process " + pid + ", was asked to stop and still runs.",
          "Wait for its work to end, or end it yourself: kill " + pid);
    }
    return true;
  }

  /** A daemon that was gone before its answer was out did what it was asked. */
  private void ask(boolean serving) {
    try {
      session.current().post("/v1/stop", Json.mapper().createObjectNode().put("serving", serving));
    } catch (MachineError e) {
      if (!e.code().equals("daemon.not-running")) {
        throw e;
      }
    }
  }

  /**
   * Tells the service manager as well, or it might be about to start the daemon again.
   *
   * @throws MachineError {@code service.refused}
   */
  void stopService() {
    session
        .surroundings()
        .service()
        .ifPresent(
            service -> {
              try {
                service.stop();
              } catch (MachineError e) {
                if (!e.code().equals("service.unreachable")) {
                  throw e;
                }
                session.terminal().note(e.getMessage() + "\nThe service starts it at next login.");
              }
            });
  }
}
