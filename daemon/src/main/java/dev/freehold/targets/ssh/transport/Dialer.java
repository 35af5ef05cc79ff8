package dev.freehold.targets.ssh.transport;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.targets.ssh.transport.HostKeys.Verdict;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntry;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** Opens sessions: through jump hosts, with the user's keys, to servers whose key is known. */
final class Dialer implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration LOGIN = Duration.ofSeconds(30);
  private static final int MOST_JUMPS = 8;

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int UNANSWERED = 3;

  private final SshClient client = SshClient.setUpDefaultClient();
  private final SshConfig config;
  private final HostKeys keys;
  private final OwnKey own;

  Dialer(SshConfig config, HostKeys keys, OwnKey own) {
    this.config = config;
    this.own = own;
    this.keys = keys;
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, KEEP_ALIVE);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setServerKeyVerifier(this::isKnown);
    client.setFilePasswordProvider(Dialer::noteLocked);
    client.setKeyIdentityProvider(_ -> List.of());
    client.setAgentFactory(new Agents(config));
    client.addSessionListener(new KnownKindsFirst(keys));
    client.start();
  }

  /**
   * @throws FreeholdException {@code ssh.unreachable}, {@code ssh.host-unknown}, {@code
   *     ssh.host-key-changed}, {@code ssh.login-refused}, {@code ssh.key-locked}, {@code
   *     ssh.config}
   */
  ClientSession open(ServerAddress address) {
    return open(address, MOST_JUMPS);
  }

  /**
   * The key of a server that is not known by any.
   *
   * @throws FreeholdException {@code ssh.unreachable}, {@code ssh.host-key-changed}
   */
  Optional<HostKey> firstContact(ServerAddress address) {
    var attempt = new Attempt(address, config.of(address));
    try (ClientSession session = connect(attempt, MOST_JUMPS)) {
      session.waitFor(EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), CONNECT);
    } catch (IOException e) {
      throw LoginFailure.of(attempt, own, e);
    }
    if (attempt.shown.isEmpty()) {
      throw LoginFailure.of(attempt, own, new IOException("it showed no key"));
    }
    return switch (attempt.verdict) {
      case KNOWN -> Optional.empty();
      case UNKNOWN -> attempt.shown;
      case CHANGED -> throw LoginFailure.changed(attempt);
    };
  }

  private ClientSession open(ServerAddress address, int jumps) {
    var attempt = new Attempt(address, config.of(address));
    ClientSession session = null;
    try {
      session = connect(attempt, jumps);
      var files =
          new FileKeyPairProvider(
              Stream.concat(attempt.settings.keyFiles().stream(), Stream.of(own.file()))
                  .filter(Files::isReadable)
                  .toList());
      files.setPasswordFinder(Dialer::noteLocked);
      session.setKeyIdentityProvider(files);
      session.auth().verify(LOGIN.toMillis(), TimeUnit.MILLISECONDS);
      return session;
    } catch (IOException e) {
      if (session != null) {
        session.close(true);
      }
      throw LoginFailure.of(attempt, own, e);
    }
  }

  private ClientSession connect(Attempt attempt, int jumps) throws IOException {
    HostSettings settings = attempt.settings;
    if (settings.jump().isEmpty()) {
      return connect(attempt, settings.host(), settings.port());
    }
    if (jumps == 0) {
      throw new UserError(
          "ssh.config",
          "The way to " + attempt.address + " goes through more than " + MOST_JUMPS + " hosts.",
          "Look at ProxyJump in your ssh configuration: it may lead back to itself.");
    }
    ClientSession jump = open(lastHop(settings.jump().get()), jumps - 1);
    try {
      var way =
          jump.createLocalPortForwardingTracker(
              new SshdSocketAddress("127.0.0.1", 0),
              new SshdSocketAddress(settings.host(), settings.port()));
      ClientSession session = connect(attempt, "127.0.0.1", way.getBoundAddress().getPort());
      session.addCloseFutureListener(_ -> jump.close(false));
      return session;
    } catch (IOException e) {
      jump.close(true);
      throw e;
    }
  }

  /** {@code a,b}: through a to b. What leads to b is in b's own settings, or in front of it. */
  private static ServerAddress lastHop(String jumps) {
    return ServerAddress.parse(
        jumps.substring(jumps.lastIndexOf(',') + 1).strip().replaceFirst("^ssh://", ""));
  }

  private ClientSession connect(Attempt attempt, String host, int port) throws IOException {
    return client
        .connect(
            new HostConfigEntry(host, host, port, attempt.settings.user()),
            AttributeRepository.ofKeyValuePair(Attempt.KEY, attempt),
            null)
        .verify(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
        .getSession();
  }

  private boolean isKnown(ClientSession session, SocketAddress from, PublicKey key) {
    Attempt attempt = session.getConnectionContext().getAttribute(Attempt.KEY);
    try {
      attempt.verdict = keys.verdict(attempt.settings, key);
      attempt.shown = Optional.of(new HostKey(key));
    } catch (IOException e) {
      throw MachineError.io("Reading the known host keys", e);
    }
    return attempt.verdict == Verdict.KNOWN;
  }

  /** Nobody is there to type a passphrase. */
  private static @Nullable String noteLocked(
      SessionContext session, NamedResource key, int attempts) {
    Attempt attempt = Attempt.of(session);
    if (attempt != null) {
      attempt.locked.add(key.getName());
    }
    return null;
  }

  @Override
  public void close() {
    client.stop();
    try {
      client.close();
    } catch (IOException e) {
      throw MachineError.io("Closing the connections to servers", e);
    }
  }
}
