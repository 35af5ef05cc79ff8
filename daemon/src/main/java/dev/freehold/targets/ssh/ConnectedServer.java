package dev.freehold.targets.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.targets.Connected;
import dev.freehold.targets.ssh.transport.ServerAddress;

/**
 * A server that was set up from this machine.
 *
 * @param name by which environments refer to it
 * @param state what is remembered of it
 */
record ConnectedServer(String name, ServerAddress address, State state) {
  /**
   * @param server what setting up left there
   * @param tunnelPort where the way to it begins on this machine; 0 until it was first used
   */
  record State(ServerDetails server, int tunnelPort) {
    JsonNode json() {
      return Json.tree(this);
    }
  }

  static ConnectedServer of(Connected target) {
    return new ConnectedServer(
        target.name(),
        ServerAddress.parse(target.address()),
        Json.read(target.state().toString(), State.class));
  }

  ServerDetails details() {
    return state.server();
  }

  ConnectedServer withTunnelPort(int port) {
    return new ConnectedServer(name, address, new State(state.server(), port));
  }
}
