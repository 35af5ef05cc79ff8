package dev.freehold.targets.aws;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
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
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.local.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A site at the stand-in that is deployed to step by step, as the engine does it: what may pass is
 * tried again after a look whether it happened, and what its owner must mend is mended and begun
 * again.
 */
final class Life implements AutoCloseable {
  /** Of a command whose every second call is refused, each gets one further; none makes more. */
  private static final int MOST_ATTEMPTS = 8;

  /** What an owner does something about, who then runs the same command again. */
  private static final Set<String> MENDED =
      Set.of("aws.login-expired", "aws.denied", "aws.bucket-taken");

  final FakeAws aws = new FakeAws();
  final ReleaseRoom room;
  final Activations activations;
  final FakeLogin login;
  private int deployments;

  Life(Path folder, Duration patience) throws IOException {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    login = FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, patience);
  }

  Connected connect() {
    return again(login::connect);
  }

  void disconnect(Connected target) {
    again(() -> login.driver().disconnect(target));
  }

  Target target() {
    return login.at(Activations.SITE);
  }

  Pointer deploy(Activation activation) {
    Target target = target();
    String run = "deployment-" + ++deployments;
    Observed observed = again(target::observe);
    Delta delta = again(() -> target.prepare(activation, observed));
    again(() -> target.provision(activation, delta, RunningStep.of(run, "provision")));
    again(() -> target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload")));
    again(() -> target.stage(activation, RunningStep.of(run, "stage")));
    return switchTo(target, activation, observed.pointer().generation(), run);
  }

  private static Pointer switchTo(
      Target target, Activation activation, long generation, String run) {
    var step = RunningStep.of(run, "activate");
    for (int attempt = 1; ; attempt++) {
      try {
        return target.activate(activation, generation, step);
      } catch (FreeholdException e) {
        if (attempt == MOST_ATTEMPTS || !mayPass(e)) {
          throw e;
        }
        if (again(() -> target.probe(step.record())) instanceof Probe.Happened happened) {
          return Json.read(happened.output().toString(), Pointer.class);
        }
      }
    }
  }

  /** What a visitor is shown. */
  String page(String path) throws IOException {
    var at = target().live();
    RawHttp.Reply reply = RawHttp.get(at.connect().getPort(), at.host(), path);
    return reply.status() + " " + reply.text();
  }

  static void again(Runnable work) {
    again(
        () -> {
          work.run();
          return "";
        });
  }

  static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (FreeholdException e) {
        if (attempt == MOST_ATTEMPTS || !mayPass(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean mayPass(FreeholdException failure) {
    return switch (failure) {
      case ProviderError e -> e.retryable();
      case UserError e -> MENDED.contains(e.code());
      default -> false;
    };
  }

  @Override
  public void close() {
    login.close();
    aws.close();
    room.close();
  }
}
