package dev.freehold.targets.ssh.transport;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.targets.ssh.transport.HostKeys.Verdict;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Why nobody was logged in, in words. */
final class LoginFailure {
  private LoginFailure() {}

  static FreeholdException of(Attempt attempt, OwnKey own, Exception e) {
    if (attempt.shown.isPresent() && attempt.verdict == Verdict.CHANGED) {
      return changed(attempt);
    }
    if (attempt.shown.isPresent() && attempt.verdict == Verdict.UNKNOWN) {
      return unknown(attempt);
    }
    boolean refused =
        e instanceof SshException ssh
            && ssh.getDisconnectCode()
                == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
    if (refused) {
      return attempt.locked.isEmpty() ? refused(attempt, own, e) : locked(attempt, e);
    }
    return unreachable(attempt, e);
  }

  static UserError unknown(Attempt attempt) {
    HostKey key = attempt.shown.orElseThrow();
    return new UserError(
        "ssh.host-unknown",
        attempt.address
            + " is not known on this machine yet. Its key is "
            + key.kind()
            + " "
            + key.fingerprint()
            + ".",
        "Compare that with what the server's provider shows, then approve it with 'freehold target"
            + " add ssh "
            + attempt.address
            + "', or log in once with ssh.");
  }

  static UserError changed(Attempt attempt) {
    HostKey key = attempt.shown.orElseThrow();
    return new UserError(
        "ssh.host-key-changed",
        attempt.address
            + " shows another key than the one it is known by: "
            + key.kind()
            + " "
            + key.fingerprint()
            + ". Somebody may be between this machine and the server.",
        "Nothing was sent. If the server was set up anew, remove its old key with 'ssh-keygen -R "
            + attempt.settings.knownAs()
            + "' and add the target again.");
  }

  private static UserError refused(Attempt attempt, OwnKey own, Exception e) {
    String keys =
        attempt.settings.keyFiles().stream()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    return new UserError(
        "ssh.login-refused",
        attempt.address
            + " does not let "
            + attempt.settings.user()
            + " log in with the keys of this machine"
            + (keys.isEmpty() ? "." : " (the agent's, and " + keys + ")."),
        "Add this line to the file .ssh/authorized_keys of "
            + attempt.settings.user()
            + " on the server, as many providers let you do on their page; it is a key that"
            + " Freehold made for itself on this machine:\n"
            + own.line()
            + "\nOr, if you have a key of your own, bring that: "
            + attempt.address.command("ssh-copy-id")
            + ". Then try again.",
        e);
  }

  private static UserError locked(Attempt attempt, Exception e) {
    return new UserError(
        "ssh.key-locked",
        "The key for "
            + attempt.address
            + " is locked by a passphrase: "
            + String.join(", ", attempt.locked)
            + ".",
        "Unlock it once with 'ssh-add " + attempt.locked.getFirst() + "', then try again.",
        e);
  }

  private static ProviderError unreachable(Attempt attempt, Exception e) {
    Throwable root =
        Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
            .reduce((_, last) -> last)
            .orElse(e);
    boolean unnamed =
        root instanceof UnresolvedAddressException || root instanceof UnknownHostException;
    return new ProviderError(
        "ssh.unreachable",
        unnamed
            ? "No server is called " + attempt.settings.host() + "."
            : attempt.address
                + " can't be reached at "
                + attempt.settings.host()
                + " port "
                + attempt.settings.port()
                + ": "
                + root.getMessage()
                + ".",
        "Check the name, that the server runs, and that a firewall lets you in. '"
            + attempt.address.command("ssh")
            + "' must work.",
        true,
        null,
        e);
  }
}
