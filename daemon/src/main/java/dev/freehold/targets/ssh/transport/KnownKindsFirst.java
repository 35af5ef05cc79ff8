package dev.freehold.targets.ssh.transport;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/**
 * Asks a server for a key of a kind by which it is known, as ssh does: it has several, and the one
 * that it would show by itself may never have been seen.
 */
final class KnownKindsFirst implements SessionListener {
  private final HostKeys keys;

  KnownKindsFirst(HostKeys keys) {
    this.keys = keys;
  }

  @Override
  public void sessionNegotiationOptionsCreated(
      Session session, Map<KexProposalOption, String> proposal) {
    Attempt attempt = Attempt.of(session);
    String offered = proposal.get(KexProposalOption.SERVERKEYS);
    if (attempt != null && offered != null) {
      proposal.put(KexProposalOption.SERVERKEYS, ordered(kinds(attempt), offered));
    }
  }

  private List<String> kinds(Attempt attempt) {
    try {
      return keys.kinds(attempt.settings);
    } catch (IOException e) {
      throw MachineError.io("Reading the known host keys", e);
    }
  }

  private static String ordered(List<String> kinds, String offered) {
    List<String> algorithms = List.of(offered.split(","));
    var ordered = new ArrayList<String>();
    algorithms.stream().filter(a -> kinds.contains(kind(a))).forEach(ordered::add);
    algorithms.stream().filter(a -> !kinds.contains(kind(a))).forEach(ordered::add);
    return String.join(",", ordered);
  }

  /** One RSA key signs by several algorithms (RFC 8332). */
  private static String kind(String algorithm) {
    return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
  }
}
