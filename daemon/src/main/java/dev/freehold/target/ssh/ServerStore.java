package dev.freehold.target.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.target.ssh.transport.ServerAddress;
import dev.freehold.target.store.TargetStore;
import java.util.List;

/** The servers that were set up from this machine. */
public final class ServerStore {
  public static final String KIND = "ssh";

  private final TargetStore targets;

  public ServerStore(TargetStore targets) {
    this.targets = targets;
  }

  /**
   * @param name by which environments refer to it
   * @param tunnelPort on this machine; 0 until it was first used
   */
  public record Stored(String name, ServerAddress address, ServerDetails details, int tunnelPort) {}

  /** Sorted by name. */
  public List<Stored> all() {
    return targets.all(KIND).stream().map(ServerStore::stored).toList();
  }

  /**
   * @throws UserError {@code target.unknown}, {@code target.wrong-kind}
   */
  public Stored require(String name) {
    TargetStore.Stored target = targets.require(name);
    if (!target.kind().equals(KIND)) {
      throw new UserError(
          "target.wrong-kind",
          "'" + name + "' is no server of yours but " + target.address() + ".",
          "See which targets there are: freehold target list");
    }
    return stored(target);
  }

  /** Takes the place of the one with the same name. */
  public void save(String name, ServerAddress address, ServerDetails details) {
    targets.save(name, KIND, address.toString(), Json.write(details));
  }

  void rememberTunnel(String name, int port) {
    targets.rememberTunnel(name, port);
  }

  public void remove(String name) {
    targets.remove(name);
  }

  private static Stored stored(TargetStore.Stored target) {
    return new Stored(
        target.name(),
        ServerAddress.parse(target.address()),
        Json.read(target.details(), ServerDetails.class),
        target.tunnelPort());
  }
}
