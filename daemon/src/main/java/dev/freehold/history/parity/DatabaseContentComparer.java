package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseLook;
import dev.freehold.databases.Databases;
import dev.freehold.databases.Look;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What is in the databases of both: asks them, which takes seconds. */
final class DatabaseContentComparer implements Comparer {
  /** How long a command may wait for databases. */
  static final Duration LONGEST = Duration.ofSeconds(15);

  /** Of more than these an app has caches and copies. */
  private static final int MOST = 4;

  private final Databases databases;
  private final DatabaseLooks looks;

  DatabaseContentComparer(Databases databases, Duration longest) {
    this.databases = databases;
    this.looks = new DatabaseLooks(databases, longest);
  }

  private record Coming(
      DatabasePair pair, CompletableFuture<Look> from, CompletableFuture<Look> to) {}

  @Override
  public void compare(Pair pair, Report report) {
    List<DatabasePair> all = new DatabasePairs(databases).of(pair);
    all.stream()
        .skip(MOST)
        .forEach(
            left ->
                report.unknown(
                    DatabaseReport.KIND,
                    left.name(),
                    "More than " + MOST + " databases are not asked."));
    List<Coming> coming =
        all.stream()
            .limit(MOST)
            .map(two -> new Coming(two, looks.begin(two.from()), looks.begin(two.to())))
            .toList();
    for (Coming two : coming) {
      String prefix = all.size() == 1 ? "" : two.pair().name() + ": ";
      compare(pair, new DatabaseReport(report, prefix), two);
    }
  }

  private void compare(Pair pair, DatabaseReport findings, Coming two) {
    Optional<DatabaseLook> mine = seen(two.from(), pair.from(), findings);
    Optional<DatabaseLook> theirs = seen(two.to(), pair.to(), findings);
    new SessionsComparison(databases, pair, findings).compare(two.pair(), mine, theirs);
    if (mine.isPresent() && theirs.isPresent()) {
      compare(pair, findings, mine.get(), theirs.get());
    }
  }

  private static Optional<DatabaseLook> seen(
      CompletableFuture<Look> look, Side side, DatabaseReport findings) {
    try {
      return switch (look.join()) {
        case Look.Seen seen -> {
          findings.gaps(side, seen.database());
          yield Optional.of(seen.database());
        }
        case Look.Failed failed -> {
          findings.unknown("what is in the one of " + side.name(), failed.reason());
          yield Optional.empty();
        }
      };
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : e;
    }
  }

  private static void compare(
      Pair pair, DatabaseReport findings, DatabaseLook mine, DatabaseLook theirs) {
    if (mine.server().isPresent() && theirs.server().isPresent()) {
      new DatabaseServerComparison(pair, findings)
          .compare(mine.server().get(), theirs.server().get());
    }
    if (mine.tables().isPresent() && theirs.tables().isPresent()) {
      new TablesComparison(pair, findings).compare(mine.tables().get(), theirs.tables().get());
    }
    var code = new CodeComparison(pair, findings);
    if (mine.views().isPresent() && theirs.views().isPresent()) {
      code.views(mine.views().get(), theirs.views().get());
    }
    if (mine.routines().isPresent() && theirs.routines().isPresent()) {
      code.routines(mine.routines().get(), theirs.routines().get());
    }
  }
}
