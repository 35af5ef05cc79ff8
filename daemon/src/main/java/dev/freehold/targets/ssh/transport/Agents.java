package dev.freehold.targets.ssh.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/** Asks the user's agent, when one runs. It is never forwarded to a server. */
final class Agents implements SshAgentFactory {
  private final SshConfig config;

  Agents(SshConfig config) {
    this.config = config;
  }

  @Override
  public @Nullable SshAgent createClient(Session session, FactoryManager manager)
      throws IOException {
    Attempt attempt = Attempt.of(session);
    if (attempt == null) {
      return null;
    }
    Optional<Path> socket = config.agent(attempt.settings).filter(Files::exists);
    if (socket.isEmpty()) {
      return null;
    }
    if (!attempt.settings.onlyKeyFiles()) {
      return AgentSocket.open(socket.get(), _ -> true);
    }
    List<PublicKey> named = publicKeys(attempt.settings);
    return AgentSocket.open(
        socket.get(),
        identity -> named.stream().anyMatch(key -> KeyUtils.compareKeys(key, identity.getKey())));
  }

  /** The keys that the configuration names, from the public halves beside their files. */
  private static List<PublicKey> publicKeys(HostSettings settings) throws IOException {
    var keys = new ArrayList<PublicKey>();
    for (Path file : settings.keyFiles()) {
      Path half = Path.of(file + ".pub");
      if (Files.isReadable(half)) {
        for (AuthorizedKeyEntry entry : AuthorizedKeyEntry.readAuthorizedKeys(half)) {
          try {
            keys.add(entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
          } catch (GeneralSecurityException e) {
            throw new IOException("the public key " + half + " can't be read", e);
          }
        }
      }
    }
    return keys;
  }

  @Override
  public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
    return List.of();
  }

  @Override
  public @Nullable SshAgentServer createServer(ConnectionService service) {
    return null;
  }
}
