package dev.freehold.doctor;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Os;
import dev.freehold.browser.BrowserPlaces;
import dev.freehold.browser.NativeHost;
import dev.freehold.builds.BuildSandbox;
import dev.freehold.builds.Toolchains;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import dev.freehold.service.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Looks at everything that Freehold needs of this machine. */
public final class Doctor {
  private final List<Examination> examinations;

  Doctor(List<Examination> examinations) {
    this.examinations = List.copyOf(examinations);
  }

  /**
   * @param environment of the process that looks: the daemon's and a terminal's differ
   * @param records what the daemon keeps; empty where the daemon does not run
   */
  public static Doctor of(
      Home home,
      Map<String, String> environment,
      ProcessRunner processes,
      Clock clock,
      Optional<Records> records) {
    Os os = Os.current();
    Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    var places = new BrowserPlaces(os, user, environment);
    var host = new NativeHost(home, places);
    return new Doctor(
        List.of(
            new SocketExamination(
                home.socket(),
                home.run().resolve("daemon.lock"),
                System.getProperty("user.name", "")),
            new ServiceExamination(home, Services.of(os, home, user, environment, processes)),
            new DatabaseExamination(home.database(), records),
            new DiskExamination(home.root(), path -> Files.getFileStore(path).getUsableSpace()),
            new ClockExamination(home, clock, records),
            new ServingExamination(home.logs().resolve("serve.log"), records),
            new SandboxExamination(home, os, BuildSandbox.of(home, processes)),
            new NodeExamination(new Toolchains(processes, environment)),
            new GitExamination(processes, environment),
            new BrowsersExamination(places),
            new ManifestsExamination(host),
            new ExtensionExamination(host)));
  }

  /** One line each, in the order of {@link Subject}. They are found out side by side. */
  public List<Line> examine() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lines = new ArrayList<Supplier<Line>>();
      for (Examination examination : examinations) {
        lines.add(CompletableFuture.supplyAsync(() -> look(examination), threads)::join);
      }
      return lines.stream().map(Supplier::get).toList();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : e;
    }
  }

  private static Line look(Examination examination) {
    try {
      return examination.look();
    } catch (FreeholdException e) {
      return Line.failed(examination.subject(), e);
    }
  }
}
