package dev.freehold.bench;

import dev.freehold.bench.Rounds.Contestant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Starting the daemon and the command line, and the memory that waiting takes. */
final class StartRows {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Installation freehold;
  private Process daemon;

  StartRows(Installation freehold) {
    this.freehold = freehold;
  }

  void measure(Table table) throws Exception {
    Installation cold = freehold.cold();
    Installation.stop(freehold.start());
    List<Samples> starts =
        Rounds.alternate(
            1,
            5,
            new Contestant(this::stop, () -> daemon = cold.start()),
            new Contestant(this::stop, () -> daemon = freehold.start()));
    table.row("daemon start without AOT cache", starts.get(0).text(), "-", "launcher to answer");
    table.row(
        "daemon start with AOT cache",
        starts.get(1).text(),
        "-",
        "launcher to answer (goal < 1 s)");
    LockSupport.parkNanos(IDLE.toNanos());
    table.row(
        "daemon's memory, idle for 30 s",
        Machine.rss(freehold.get("/v1/status").path("pid").asLong()),
        "-",
        "RSS (goal < 150 MB)");
    List<Samples> commands =
        Rounds.alternate(
            2,
            10,
            new Contestant(() -> {}, () -> cold.freehold("status", "--json")),
            new Contestant(() -> {}, () -> freehold.freehold("status", "--json")));
    table.row("freehold status --json without AOT cache", commands.get(0).text(), "-", "");
    table.row("freehold status --json with AOT cache", commands.get(1).text(), "-", "");
    stop();
  }

  /** After the deployments and switches before. */
  static void memoryAfterwards(Table table, Installation freehold) throws Exception {
    LockSupport.parkNanos(IDLE.toNanos());
    var status = freehold.get("/v1/status");
    table.row(
        "daemon's memory, 30 s after those deployments",
        Machine.rss(status.path("pid").asLong()),
        "-",
        "RSS (goal < 150 MB)");
    table.row(
        "memory of the process that serves the apps",
        Machine.rss(status.at("/serving/pid").asLong()),
        "-",
        "RSS");
  }

  private void stop() throws InterruptedException {
    if (daemon != null) {
      Installation.stop(daemon);
      daemon = null;
    }
  }
}
