package dev.freehold.bench;

import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import dev.freehold.targets.ssh.Relay;
import dev.freehold.targets.ssh.ServerScene;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A release of 2,000 files on a server with a real sshd, over lines of three lengths. Freehold's
 * login is kept; the others log in each time, as they do.
 */
final class ServerRows {
  private static final int FILES = 2_000;
  private static final int CHANGED = 20;
  private static final int FEW = 50;
  private static final int ROUNDS = 5;

  private final Shell shell;
  private final Path temporary;
  private int deployments;

  ServerRows(Shell shell, Path temporary) {
    this.shell = shell;
    this.temporary = temporary;
  }

  void measure(Table table) throws Exception {
    try (var scene = ServerScene.start();
        var room = new ReleaseRoom(temporary.resolve("home"))) {
      var activations = new Activations(room);
      for (int millis : new int[] {0, 20, 80}) {
        try (Relay line = Relay.to(scene.machine.port(), Duration.ofMillis(millis));
            Logins logins = scene.machine.loginsByAlias()) {
          scene.empty();
          scene.there(
              "cd /srv && rm -rf rsync scp cap && mkdir rsync scp cap && chown deploy rsync scp"
                  + " cap");
          Remote remote = logins.to(ServerAddress.parse("deploy@127.0.0.1:" + line.port()));
          Target target = scene.target(room.blobs, remote, Activations.SITE);
          var rsync = new Rsync(shell, temporary, scene, line.port());
          var capistrano = new Capistrano(shell, temporary, scene, line.port());
          rows(table, millis, target, activations, rsync, capistrano);
        }
      }
    }
  }

  private void rows(
      Table table,
      int millis,
      Target target,
      Activations activations,
      Rsync rsync,
      Capistrano capistrano)
      throws Exception {
    String over = " (+" + millis + " ms)";
    target.observe();
    var pages = new Pages();
    Activation first = pages.activation(activations);
    rsync.write(pages.contents());
    Duration ours = Rounds.time(() -> deploy(target, first));
    Duration theirs = Rounds.time(rsync::deploy);
    int copies = millis == 0 ? FILES : FEW;
    Duration copied = Rounds.time(() -> rsync.scp(copies));
    capistrano.write(pages.contents());
    Duration ruby = Rounds.time(capistrano::deploy);
    table.row(
        "server: first deployment of 2,000 files" + over,
        Samples.text(ours),
        "rsync " + Samples.text(theirs),
        "Capistrano " + Samples.text(ruby) + ", scp -r of " + copies + ": " + Samples.text(copied));

    var next = new ArrayList<Activation>();
    List<Samples> changed =
        Rounds.alternate(
            1,
            ROUNDS,
            new Contestant(
                () -> {
                  pages.change(CHANGED);
                  next.add(pages.activation(activations));
                },
                () -> deploy(target, next.getLast())),
            new Contestant(() -> rsync.write(pages.contents()), rsync::deploy),
            new Contestant(() -> capistrano.write(pages.contents()), capistrano::deploy));
    table.row(
        "server: 20 of 2,000 files changed" + over,
        changed.get(0).text(),
        "rsync " + changed.get(1).text(),
        changed.get(0).timesFasterThan(changed.get(1))
            + " of rsync --link-dest, ln and mv; Capistrano "
            + changed.get(2).text());

    List<Samples> unchanged =
        Rounds.alternate(
            1,
            ROUNDS,
            new Contestant(() -> {}, () -> target.prepare(next.getLast(), target.observe())),
            new Contestant(() -> {}, rsync::deploy),
            new Contestant(() -> {}, capistrano::deploy));
    table.row(
        "server: nothing changed" + over,
        unchanged.get(0).text(),
        "rsync " + unchanged.get(1).text(),
        "Freehold sees that there is nothing to do; Capistrano " + unchanged.get(2).text());

    List<Samples> back =
        Rounds.alternate(
            1,
            ROUNDS,
            new Contestant(
                () -> {},
                () -> {
                  Activation other = next.get(next.size() - 2 + deployments % 2);
                  activate(target, other);
                }),
            new Contestant(() -> {}, rsync::rollback),
            new Contestant(() -> {}, capistrano::rollback));
    table.row(
        "server: roll back" + over,
        back.get(0).text(),
        "ssh ln, mv " + back.get(1).text(),
        "goal < 300 ms at +80 ms; Capistrano " + back.get(2).text());
  }

  private void deploy(Target target, Activation activation) {
    String run = "bench-" + ++deployments + "-" + System.nanoTime();
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, null, RunningStep.of(run, "upload"));
    target.stage(activation, RunningStep.of(run, "stage"));
    target.activate(
        activation, target.observe().pointer().generation(), RunningStep.of(run, "activate"));
  }

  private void activate(Target target, Activation activation) {
    String run = "bench-" + ++deployments + "-" + System.nanoTime();
    target.activate(
        activation, target.observe().pointer().generation(), RunningStep.of(run, "activate"));
  }
}
