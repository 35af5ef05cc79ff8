package dev.freehold.bench;

import dev.freehold.file.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures what docs/benchmarks.md promises and prints one table. Nothing is asserted about times:
 * they are the machine's as much as ours.
 */
@Tag("bench")
class BenchIT {
  private static final Path PAGE = Installation.ROOT.resolve("docs/benchmarks.md");

  /** Short, because a socket is in it. */
  private Path temporary;

  private Shell shell;

  @BeforeEach
  void prepare() throws Exception {
    temporary = Files.createTempDirectory("fhb");
    shell =
        new Shell(
            temporary,
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Owner",
                "GIT_AUTHOR_EMAIL", "owner@example.org",
                "GIT_COMMITTER_NAME", "Owner",
                "GIT_COMMITTER_EMAIL", "owner@example.org"));
  }

  @AfterEach
  void tidy() throws Exception {
    Folders.delete(temporary);
  }

  @Test
  void oneTable() throws Exception {
    var table = new Table(Machine.describe(shell, temporary));
    new CommitRows(shell, folder("commit")).measure(table);
    new UnpackRows(shell, folder("unpack")).measure(table);
    try (var freehold = new Installation(temporary.resolve("f"), shell)) {
      freehold.freehold("status", "--json");
      new DeployRows(shell, folder("deploy"), freehold).measure(table);
      new SwitchRows(freehold).measure(table);
      StartRows.memoryAfterwards(table, freehold);
    }
    new StartRows(new Installation(temporary.resolve("s"), shell)).measure(table);
    for (int count : new int[] {1_000, 1_000_000}) {
      var freehold = new Installation(temporary.resolve("h" + count), shell);
      new HistoryRows(freehold, count).measure(table);
    }
    table.row("load average when it ended", Machine.load(), "-", "quiet is below the cores");
    System.out.println("\n" + table.text());
    if (Boolean.getBoolean("bench.write")) {
      table.writeInto(PAGE);
    }
  }

  /** Pushes against git's own, and many apps in one daemon. */
  @Test
  void fleet() throws Exception {
    var table = new Table(Machine.describe(shell, temporary));
    new PushRows(folder("push")).measure(table);
    try (var fleet = new Installation(temporary.resolve("a"), shell)) {
      fleet.freehold("status", "--json");
      new FleetRows(folder("fleet"), fleet).measure(table);
    }
    table.row("load average when it ended", Machine.load(), "-", "quiet is below the cores");
    System.out.println("\n" + table.text());
    if (Boolean.getBoolean("bench.write")) {
      table.writeInto(PAGE, "fleet");
    }
  }

  /** Against rsync, scp and Capistrano, over lines of three lengths; they must be installed. */
  @Test
  void servers() throws Exception {
    var table = new Table(Machine.describe(shell, temporary));
    new ServerRows(shell, folder("server")).measure(table);
    table.row("load average when it ended", Machine.load(), "-", "quiet is below the cores");
    System.out.println("\n" + table.text());
    if (Boolean.getBoolean("bench.write")) {
      table.writeInto(PAGE, "server");
    }
  }

  /** Against Vercel's own program, at what stands in for Vercel; npm installs the program. */
  @Test
  void vercel() throws Exception {
    var table = new Table(Machine.describe(shell, temporary));
    new VercelRows(folder("vercel")).measure(table);
    table.row("load average when it ended", Machine.load(), "-", "quiet is below the cores");
    System.out.println("\n" + table.text());
    if (Boolean.getBoolean("bench.write")) {
      table.writeInto(PAGE, "vercel");
    }
  }

  /** Against rclone and AWS's own program, at what stands in for AWS; they must be installed. */
  @Test
  void aws() throws Exception {
    var table = new Table(Machine.describe(shell, temporary));
    new AwsRows(shell, folder("aws")).measure(table);
    table.row("load average when it ended", Machine.load(), "-", "quiet is below the cores");
    System.out.println("\n" + table.text());
    if (Boolean.getBoolean("bench.write")) {
      table.writeInto(PAGE, "aws");
    }
  }

  private Path folder(String name) throws Exception {
    return Files.createDirectory(temporary.resolve(name));
  }
}
