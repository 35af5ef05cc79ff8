package dev.freehold.targets.ssh.transport;

import dev.freehold.targets.ssh.transport.HostKeys.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** What came up while logging in to one host; the library's threads write to it. */
final class Attempt {
  static final AttributeKey<Attempt> KEY = new AttributeKey<>();

  final ServerAddress address;
  final HostSettings settings;
  volatile Optional<HostKey> shown = Optional.empty();
  volatile Verdict verdict = Verdict.UNKNOWN;

  /** Private keys that only a passphrase opens. */
  final List<String> locked = new CopyOnWriteArrayList<>();

  Attempt(ServerAddress address, HostSettings settings) {
    this.address = address;
    this.settings = settings;
  }

  static @Nullable Attempt of(@Nullable SessionContext session) {
    return session instanceof ClientSession client && client.getConnectionContext() != null
        ? client.getConnectionContext().getAttribute(KEY)
        : null;
  }
}
