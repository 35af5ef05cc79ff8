package dev.freehold.targets.ssh.transport;

import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;

/** The key by which a server shows that it is itself. */
public record HostKey(PublicKey key) {
  /** {@code ssh-ed25519}. */
  public String kind() {
    return KeyUtils.getKeyType(key);
  }

  /** As {@code ssh-keygen -l} prints it: {@code SHA256:…}. */
  public String fingerprint() {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  /** As it is written in {@code known_hosts}: kind and base64. */
  public String line() {
    return PublicKeyEntry.toString(key);
  }
}
