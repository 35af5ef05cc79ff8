package dev.freehold.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import dev.freehold.targets.vercel.FakeVercel;
import dev.freehold.targets.vercel.OfficialCli;
import dev.freehold.targets.vercel.VercelScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A release of 2,000 files at what stands in for Vercel, which does at once what it is asked for.
 * Freehold runs in process, as in the daemon; Vercel's own program is started each time, as people
 * do.
 */
final class VercelRows {
  private static final int ROUNDS = 5;

  private final Path temporary;
  private int folders;

  VercelRows(Path temporary) {
    this.temporary = temporary;
  }

  void measure(Table table) throws Exception {
    try (var room = new ReleaseRoom(folder());
        var freehold = new ByFreehold(room);
        var byHand = new ByHand()) {
      var releases = new Releases(room);
      Samples start = Rounds.alternate(1, ROUNDS, byHand.times(() -> {}, byHand::start)).getFirst();
      table.row("vercel --version", "-", start.text(), "version " + OfficialCli.VERSION);
      deploy(table, freehold, byHand, releases);
      switchOver(table, freehold, byHand, releases);
    }
  }

  private void deploy(Table table, ByFreehold freehold, ByHand byHand, Releases releases)
      throws Exception {
    race(
        table,
        "first deployment of 2,000 files",
        "",
        freehold.times(freehold::beginAnew, () -> freehold.deploy(releases.newest)),
        byHand.times(() -> byHand.beginAnew(freehold), byHand::deploy),
        freehold,
        byHand);
    race(
        table,
        "1 of 2,000 files changed",
        " (goal 3×)",
        freehold.times(releases::change, () -> freehold.deploy(releases.newest)),
        byHand.times(() -> freehold.scene.writeOutput(byHand.project), byHand::deploy),
        freehold,
        byHand);
    race(
        table,
        "nothing changed",
        "",
        freehold.times(() -> {}, () -> freehold.plan(releases.newest)),
        byHand.times(() -> {}, byHand::deploy),
        freehold,
        byHand);
  }

  private void switchOver(Table table, ByFreehold freehold, ByHand byHand, Releases releases)
      throws Exception {
    race(
        table,
        "make live what is staged",
        "",
        freehold.times(
            () -> {
              releases.change();
              freehold.stage(releases.newest);
            },
            () -> freehold.activate(releases.newest)),
        byHand.times(
            () -> {
              freehold.scene.writeOutput(byHand.project);
              byHand.stage();
            },
            byHand::promote),
        freehold,
        byHand);
    race(
        table,
        "roll back",
        "",
        freehold.times(releases::swap, () -> freehold.activate(releases.newest)),
        byHand.times(() -> {}, byHand::rollBack),
        freehold,
        byHand);
  }

  private static void race(
      Table table,
      String what,
      String goal,
      Contestant ours,
      Contestant theirs,
      ByFreehold freehold,
      ByHand byHand)
      throws Exception {
    List<Samples> times = Rounds.alternate(1, ROUNDS, ours, theirs);
    table.row(
        "Vercel: " + what,
        times.get(0).text(),
        times.get(1).text(),
        "%s%s; asks %d times against %d"
            .formatted(
                times.get(0).timesFasterThan(times.get(1)),
                goal,
                freehold.requests().size(),
                byHand.requests().size()));
    System.out.println("Freehold: " + counted(freehold.requests()));
    System.out.println("by hand: " + counted(byHand.requests()));
  }

  private static TreeMap<String, Long> counted(List<String> requests) {
    return requests.stream().collect(groupingBy(Function.identity(), TreeMap::new, counting()));
  }

  private Path folder() throws IOException {
    return Files.createDirectory(temporary.resolve("f" + folders++));
  }

  /** What both deploy. */
  private static final class Releases {
    private final Activations activations;
    private final Pages pages = new Pages();
    private Activation before;
    private Activation newest;

    Releases(ReleaseRoom room) {
      activations = new Activations(room);
      newest = pages.activation(activations);
      before = newest;
    }

    void change() {
      pages.change(1);
      before = newest;
      newest = pages.activation(activations);
    }

    void swap() {
      Activation other = before;
      before = newest;
      newest = other;
    }
  }

  private final class ByFreehold implements AutoCloseable {
    private final ReleaseRoom room;
    private VercelScene scene;
    private Target target;
    private int runs;

    ByFreehold(ReleaseRoom room) throws IOException {
      this.room = room;
      this.scene = new VercelScene(room.blobs, folder());
      this.target = scene.target(Activations.SITE);
    }

    Contestant times(Rounds.Work prepare, Rounds.Work measured) {
      return new Contestant(
          () -> {
            prepare.run();
            scene.vercel.forgetRequests();
          },
          measured);
    }

    List<String> requests() {
      return scene.vercel.requests();
    }

    void beginAnew() throws IOException {
      scene.close();
      scene = new VercelScene(room.blobs, folder());
      target = scene.target(Activations.SITE);
    }

    void deploy(Activation activation) {
      stage(activation);
      activate(activation);
    }

    Delta plan(Activation activation) {
      return target.prepare(activation, target.observe());
    }

    void stage(Activation activation) {
      String run = "bench-" + ++runs;
      Delta delta = plan(activation);
      target.provision(activation, delta, RunningStep.of(run, "provision"));
      target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
      target.stage(activation, RunningStep.of(run, "stage"));
    }

    void activate(Activation activation) {
      long generation = target.observe().pointer().generation();
      target.activate(activation, generation, RunningStep.of("bench-" + ++runs, "activate"));
    }

    @Override
    public void close() {
      scene.close();
    }
  }

  private final class ByHand implements AutoCloseable {
    private static final String PROJECT = "guestbook";

    private final Path home;
    private FakeVercel vercel;
    private OfficialCli cli;
    private Path project;

    ByHand() throws Exception {
      this.home = folder();
      this.vercel = new FakeVercel();
      this.cli = new OfficialCli(home, vercel.api());
      this.project = folder();
    }

    Contestant times(Rounds.Work prepare, Rounds.Work measured) {
      return new Contestant(
          () -> {
            prepare.run();
            vercel.forgetRequests();
          },
          measured);
    }

    List<String> requests() {
      return vercel.requests();
    }

    void beginAnew(ByFreehold freehold) throws Exception {
      vercel.close();
      vercel = new FakeVercel().paid().taking(0, 0);
      cli = new OfficialCli(home, vercel.api());
      project = Files.createDirectory(folder().resolve(PROJECT));
      freehold.scene.writeOutput(project);
    }

    void start() throws Exception {
      cli.ok(project, "--version");
    }

    void deploy() throws Exception {
      cli.ok(project, "deploy", "--prebuilt", "--prod", "--yes");
    }

    void stage() throws Exception {
      cli.ok(project, "deploy", "--prebuilt", "--prod", "--skip-domain", "--yes");
    }

    void promote() throws Exception {
      cli.ok(project, "promote", vercel.deploymentsOf(PROJECT).getLast(), "--yes");
    }

    /** To the one of the newest two that is not live. */
    void rollBack() throws Exception {
      List<String> newest = vercel.deploymentsOf(PROJECT).reversed().subList(0, 2);
      boolean last = vercel.productionOf(PROJECT).equals(newest.get(0));
      cli.ok(project, "rollback", newest.get(last ? 1 : 0), "--yes");
    }

    @Override
    public void close() {
      vercel.close();
    }
  }
}
