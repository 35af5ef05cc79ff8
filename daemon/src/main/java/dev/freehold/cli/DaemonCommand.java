package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The daemon itself; every other command starts it when needed. */
final class DaemonCommand {
  private static final List<String> SHOWN =
      List.of("pid", "socket", "version", "home", "startedAt", "uptimeMillis", "serving");

  private DaemonCommand() {}

  /** {@code daemon run}. */
  @Command(
      description = "Run the daemon in this terminal until it is stopped.",
      footer = {"", "It prints no JSON document."})
  static final class Run implements Callable<Integer> {
    private final Session session;

    Run(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      return session.surroundings().daemon().getAsInt();
    }
  }

  /** {@code daemon start}. */
  @Command(description = "Start the daemon, unless it runs.")
  static final class Start extends Shown {
    Start(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      session.starter().revive();
      return show(session.api().get("/v1/status"));
    }
  }

  /** {@code daemon status}. */
  @Command(description = "Say whether the daemon runs; never starts it.")
  static final class Status extends Shown {
    Status(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      if (!session.starter().answers()) {
        return notRunning("The daemon does not run.");
      }
      return show(session.current().get("/v1/status"));
    }
  }

  /** {@code daemon stop}. */
  @Command(description = "Stop the daemon; what runs goes on when it is started again.")
  static final class Stop extends Shown {
    @Option(
        names = "--serving",
        description = "Also end the process that serves the apps of the local target.")
    boolean serving;

    Stop(Session session) {
      super(session);
    }

    @Override
    public Integer call() {
      if (serving) {
        session.starter().revive();
      }
      var daemon = new DaemonStop(session);
      boolean stopped = daemon.stop(serving);
      daemon.stopService();
      return notRunning(stopped ? "The daemon is stopped." : "The daemon does not run.");
    }
  }

  /** Commands that show the daemon. */
  abstract static class Shown implements Callable<Integer> {
    final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    Shown(Session session) {
      this.session = session;
    }

    int show(JsonNode status) {
      ObjectNode document = Json.mapper().createObjectNode().put("running", true);
      document.setAll(Documents.pick(status, SHOWN));
      if (json.on) {
        session.print(document);
      } else {
        session
            .terminal()
            .print(
                "The daemon %1$s has been running for %3$s as process %2$s, at %4$s.\nIts log is %5$s.\n"
                    .formatted(
                        status.path("version").asText(),
                        status.path("pid").asText(),
                        Units.millis(status.path("uptimeMillis").asLong()),
                        status.path("socket").asText(),
                        session.surroundings().home().logs().resolve("daemon.log")));
      }
      return ExitCode.DONE.number();
    }

    int notRunning(String text) {
      if (json.on) {
        ObjectNode document = Json.mapper().createObjectNode().put("running", false);
        document.putNull("pid");
        document.put("socket", session.surroundings().home().socket().toString());
        session.print(document);
      } else {
        session.terminal().print(text + "\n");
      }
      return ExitCode.DONE.number();
    }
  }
}
