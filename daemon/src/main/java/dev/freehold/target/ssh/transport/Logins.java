package dev.freehold.target.ssh.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.core.CoreModuleProperties;

/** One login per server, kept for the next command. */
public final class Logins implements AutoCloseable {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int UNANSWERED = 3;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final Dialer dialer;
  private final Map<ServerAddress, Connection> connections = new ConcurrentHashMap<>();

  /**
   * @param approved Freehold's own file of host keys
   */
  public Logins(SshConfig config, Path approved) {
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEP_ALIVE);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
    this.dialer = new Dialer(client, config, new HostKeys(approved));
  }

  public Remote to(ServerAddress address) {
    return connections.computeIfAbsent(address, a -> new Connection(a, dialer));
  }

  /**
   * The key of a server that is not known by any yet.
   *
   * @return empty when it is known
   * @throws dev.freehold.base.UserError {@code ssh.host-key-changed}
   */
  public java.util.Optional<HostKey> firstContact(ServerAddress address) {
    return dialer.firstContact(address);
  }

  /** The user has compared the key: it is the server's. */
  public void approve(ServerAddress address, HostKey key) {
    dialer.approve(address, key);
  }

  @Override
  public void close() {
    connections.values().forEach(Connection::close);
    client.stop();
    try {
      client.close();
    } catch (IOException e) {
      throw dev.freehold.base.MachineError.io("Closing the connections to servers", e);
    }
  }
}
