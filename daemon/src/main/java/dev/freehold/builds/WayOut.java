package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.file.Folders;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/**
 * How a build without a network reaches named hosts: a program before its command, which offers it
 * a proxy, and the proxy's other end on this machine.
 */
final class WayOut implements AutoCloseable {
  private static final String INSIDE = "/opt/freehold";
  private static final String SOCKET = "socket";
  private static final String PROGRAM = "way-out.mjs";

  /** What tools tell their makers; a build goes on without it. */
  private static final Pattern TELEMETRY =
      Pattern.compile("(?:.*[.-])?(?:telemetry|analytics|posthog|sentry|segment)\\b.*");

  private final Path folder;
  private final AllowListProxy proxy;

  private WayOut(Path folder, AllowListProxy proxy) {
    this.folder = folder;
    this.proxy = proxy;
  }

  /**
   * @param hosts that the owner agreed to
   */
  static WayOut open(Collection<String> hosts) {
    return open(hosts, AllowListProxy::publicAddress);
  }

  static WayOut open(Collection<String> hosts, AllowListProxy.Resolver resolver) {
    try {
      // the name of a socket must be short (unix(7): 108 bytes)
      Path folder = Files.createTempDirectory("fh");
      Files.writeString(folder.resolve(PROGRAM), Adaptations.resource(PROGRAM));
      return new WayOut(folder, AllowListProxy.on(folder.resolve(SOCKET), hosts, resolver));
    } catch (IOException e) {
      throw MachineError.io("Opening the way out for the build", e);
    }
  }

  Confinement seenIn(Confinement confinement) {
    return confinement.withMount(Mount.readOnly(folder, INSIDE));
  }

  /** The words before the command. */
  static List<String> before(Toolchain toolchain) {
    return List.of(toolchain.node().toString(), INSIDE + "/" + PROGRAM, INSIDE + "/" + SOCKET);
  }

  Set<String> allowed() {
    return proxy.allowed();
  }

  SortedSet<String> reached() {
    return proxy.reached();
  }

  /** Hosts that were asked in vain, but for those that a build goes on without. */
  SortedSet<String> refused() {
    SortedSet<String> hosts = proxy.refused();
    hosts.removeIf(host -> TELEMETRY.matcher(host).matches());
    return hosts;
  }

  @Override
  public void close() {
    proxy.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw MachineError.io("Closing the way out of the build", e);
    }
  }
}
