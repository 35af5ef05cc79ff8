package dev.freehold.targets.ssh.transport;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.jspecify.annotations.Nullable;

/** One login per server, kept for the next command. Nothing runs before the first. */
public final class Logins implements AutoCloseable {
  private final SshConfig config;
  private final HostKeys keys;
  private final OwnKey own;
  private final Map<ServerAddress, Connection> connections = new ConcurrentHashMap<>();
  private @Nullable Dialer dialer;

  /**
   * @param approved Freehold's own file of host keys
   * @param own where Freehold's own key is kept, if one was made
   */
  public Logins(SshConfig config, Path approved, Path own) {
    this.config = config;
    this.keys = new HostKeys(approved);
    this.own = config.ownKey(own);
  }

  public Remote to(ServerAddress address) {
    return connections.computeIfAbsent(address, a -> new Connection(a, this::dialer));
  }

  /**
   * The key of a server that is not known by any yet.
   *
   * @return empty when it is known
   * @throws UserError {@code ssh.host-key-changed}
   */
  public Optional<HostKey> firstContact(ServerAddress address) {
    return dialer().firstContact(address);
  }

  /** Servers that the user's configuration has a name for. */
  public List<String> known() {
    return config.hosts();
  }

  /** The server's name or address on the network, as the configuration says it. */
  public String hostOf(ServerAddress address) {
    return config.of(address).host();
  }

  /** The user has compared the key: it is the server's. */
  public void approve(ServerAddress address, HostKey key) {
    keys.remember(config.of(address), key.key());
  }

  /** For git over ssh: a login for each conversation, by the same keys and known servers. */
  public SshSessionFactory forGit() {
    return new GitSessions(this::dialer);
  }

  private synchronized Dialer dialer() {
    if (dialer == null) {
      dialer = new Dialer(config, keys, own);
    }
    return dialer;
  }

  @Override
  public synchronized void close() {
    connections.values().forEach(Connection::close);
    if (dialer != null) {
      dialer.close();
    }
  }
}
