package dev.freehold.bench;

import dev.freehold.file.Home;
import dev.freehold.git.Repositories;
import dev.freehold.history.Deployments;
import dev.freehold.store.Database;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Pages of a long history: half of them the newest, the others anywhere. */
final class HistoryRows {
  private static final int PAGE = 20;
  private static final int WARM_UP = 500;
  private static final int ROUNDS = 2_000;

  private final Installation freehold;
  private final int count;
  private final Random random = new Random(7);

  /** One page, asked for in some way. */
  @FunctionalInterface
  private interface Ask {
    void page(Optional<String> before) throws Exception;
  }

  HistoryRows(Installation freehold, int count) {
    this.freehold = freehold;
    this.count = count;
  }

  void measure(Table table) throws Exception {
    Home home = freehold.home;
    Home.privateFolder(home.root());
    String name = String.format(Locale.ROOT, "history page of 20 of %,d deployments", count);
    try (var database = Database.open(home.database(), home.backups());
        var repositories = new Repositories(home, Clock.systemUTC())) {
      LongHistory.fill(database, count);
      var deployments = new Deployments(database, repositories);
      if (deployments
              .page(LongHistory.APP, Optional.empty(), Optional.empty(), PAGE)
              .deployments()
              .size()
          != PAGE) {
        throw new IllegalStateException("no history to measure");
      }
      Samples times =
          ask(before -> deployments.page(LongHistory.APP, Optional.empty(), before, PAGE));
      table.row(name + ", in process", times.tail(), "-", "goal p99 < 10 ms");
    }
    long start = System.nanoTime();
    Process daemon = freehold.start();
    Duration started = Duration.ofNanos(System.nanoTime() - start);
    try {
      String path = "/v1/apps/" + LongHistory.APP + "/deployments?limit=" + PAGE;
      Samples times =
          ask(before -> freehold.get(path + before.map(id -> "&before=" + id).orElse("")));
      table.row(
          name + ", through the socket", times.tail(), "-", "goal p99 < 10 ms; new connections");
    } finally {
      Installation.stop(daemon);
    }
    table.row(
        "daemon start with that history",
        Samples.text(started),
        "-",
        "a database of %d MB is checked first".formatted(Files.size(home.database()) >> 20));
  }

  private Samples ask(Ask ask) throws Exception {
    var times = new ArrayList<Duration>();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      Optional<String> before =
          i % 2 == 0 ? Optional.empty() : Optional.of(LongHistory.id(anywhere(i)));
      Duration time = Rounds.time(() -> ask.page(before));
      if (i >= 0) {
        times.add(time);
      }
    }
    return new Samples(List.copyOf(times));
  }

  /** In turn among the newest thousand and among all. */
  private int anywhere(int i) {
    return Math.floorMod(i, 4) == 1
        ? count - random.nextInt(Math.min(count - PAGE, 980))
        : PAGE + 1 + random.nextInt(count - PAGE);
  }
}
