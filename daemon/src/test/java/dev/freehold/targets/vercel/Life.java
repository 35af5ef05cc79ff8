package dev.freehold.targets.vercel;

import dev.freehold.app.Domain;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.step.Probe;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A site at the stand-in that is deployed to step by step, as the engine does it: what may pass is
 * tried again after a look whether it happened.
 */
final class Life implements AutoCloseable {
  private static final int MOST_ATTEMPTS = 5;

  final FakeVercel vercel;
  final ReleaseRoom room;
  final Activations activations;
  final FakeAccount account;
  private int deployments;

  Life(Path folder, FakeVercel vercel, Duration patience) {
    this.vercel = vercel;
    this.room = new ReleaseRoom(folder.resolve("home"));
    this.activations = new Activations(room);
    this.account =
        FakeAccount.in(room.home, room.database, room.blobs, room.clock, vercel, patience);
  }

  Connected connect() {
    return again(account::connect);
  }

  Target at(Optional<Domain> domain) {
    return account.at(Activations.SITE, domain);
  }

  Pointer deploy(Target target, Activation activation) {
    String run = "deployment-" + ++deployments;
    Observed observed = again(target::observe);
    Delta delta = again(() -> target.prepare(activation, observed));
    again(
        () -> {
          target.provision(activation, delta, RunningStep.of(run, "provision"));
          return "";
        });
    again(
        () -> {
          target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
          return "";
        });
    again(() -> target.stage(activation, RunningStep.of(run, "stage")));
    return switchTo(target, activation, observed.pointer().generation(), run);
  }

  private static Pointer switchTo(
      Target target, Activation activation, long generation, String run) {
    var step = RunningStep.of(run, "activate");
    for (int attempt = 1; ; attempt++) {
      try {
        return target.activate(activation, generation, step);
      } catch (ProviderError e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        if (again(() -> target.probe(step.record())) instanceof Probe.Happened happened) {
          return Json.read(happened.output().toString(), Pointer.class);
        }
      }
    }
  }

  static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (FreeholdException e) {
        if (attempt == MOST_ATTEMPTS || !(e instanceof ProviderError)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    account.close();
    room.close();
    vercel.close();
  }
}
