package dev.freehold.targets.local;

import dev.freehold.builds.Toolchains;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.serve.ServeProcess;
import dev.freehold.targets.local.site.ServiceRuntime;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A home with the real serving process, started from the test's class path. */
public final class LocalScene implements AutoCloseable {
  public final ReleaseRoom room;
  public final Serving serving;
  public final LocalDriver targets;
  private final List<Process> processes = new CopyOnWriteArrayList<>();

  public LocalScene(ReleaseRoom room) {
    this.room = room;
    this.serving = new Serving(room.home, () -> launch(room.home, "0").pid());
    this.targets = new LocalDriver(room.home, room.blobs, serving, runtimes(room.home), room.clock);
  }

  private static Runtimes runtimes(Home home) {
    Map<String, String> environment = System.getenv();
    var vault = new Vault(EncryptionKey.find(Map.of(), home.encryptionKey()));
    return new Runtimes(
        vault,
        (_, _) -> {
          var toolchain = new Toolchains(new ProcessRunner(environment), environment).find();
          return new ServiceRuntime(
              toolchain.node().toString(),
              Optional.empty(),
              Optional.empty(),
              toolchain.folders().stream().map(Path::toString).toList(),
              false);
        });
  }

  public LocalTarget open(Site site) {
    return targets.open(site);
  }

  /** Deploys and returns the pointer that is then in force. */
  public Pointer deploy(Site site, Activation activation) {
    LocalTarget target = open(site);
    Pointer now = target.observe().pointer();
    String run = site + " " + now.generation();
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
    target.stage(activation, RunningStep.of(run, "stage"));
    return target.activate(activation, now.generation(), RunningStep.of(run, "activate"));
  }

  public int port() {
    return serving.port().orElseThrow();
  }

  public int ownPort(Site site) {
    return serving.ports().orElseThrow().of(site).orElseThrow();
  }

  public RawHttp.Reply get(String path, String... headers) throws IOException {
    return RawHttp.get(port(), Activations.APP + ".localhost:" + port(), path, headers);
  }

  /** Started here, so it ends with the scene. */
  public Process launch(Home home, String port) {
    Process process = start(home, port);
    processes.add(process);
    return process;
  }

  static Process start(Home home, String port) {
    Path log = home.root().resolve("serve.log");
    try {
      Files.createDirectories(home.root());
      var builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Xmx128m",
              "-cp",
              System.getProperty("java.class.path"),
              ServeProcess.class.getName());
      builder.environment().clear();
      builder.environment().put("FREEHOLD_HOME", home.root().toString());
      builder.environment().put("FREEHOLD_SERVE_PORT", port);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.redirectInput(new File("/dev/null"));
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String log() throws IOException {
    return Files.readString(room.home.root().resolve("serve.log"));
  }

  /** Ends the processes without asking them. */
  public void kill() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the serving process does not die");
      }
    }
    processes.clear();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
