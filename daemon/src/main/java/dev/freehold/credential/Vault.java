package dev.freehold.credential;

import dev.freehold.base.MachineError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts what is kept in the database: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce
 * per entry. The entry's name and the format's version are associated data, so an entry can't be
 * moved to another name.
 *
 * <p>What this protects: a copy or a backup of the database that travels without the key. What it
 * does not: anything from a program that runs as the same user, or from root, because both can read
 * the key as the daemon does; and with a key file in the home, a backup of the whole home holds key
 * and data together. To keep them apart, let {@code FREEHOLD_KEY_FILE} name a file elsewhere.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int OVERHEAD = 1 + NONCE_BYTES + TAG_BITS / 8;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  /** See {@link EncryptionKey#find}. */
  public Vault(SecretKey key) {
    this.key = key;
  }

  /**
   * The layout is: one byte of version, 12 bytes of nonce, the ciphertext, 16 bytes of tag.
   *
   * @param name of the entry; the same is needed to open it
   */
  public byte[] seal(String name, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
      return ByteBuffer.allocate(1 + nonce.length + encrypted.length)
          .put(VERSION)
          .put(nonce)
          .put(encrypted)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /**
   * What was sealed under this name.
   *
   * @throws MachineError {@code credential.sealed-damaged} when the bytes were changed, belong to
   *     another name, or were sealed with another key
   */
  public byte[] open(String name, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != VERSION) {
      throw damaged(name);
    }
    var in = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] encrypted = new byte[in.remaining()];
    in.get(encrypted);
    try {
      return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(encrypted);
    } catch (AEADBadTagException _) {
      throw damaged(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /**
   * A key of 32 bytes for one purpose: the same as long as this vault's own key is, and nothing of
   * that can be told from it.
   */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(("derived:" + purpose).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(new byte[] {VERSION});
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static MachineError damaged(String name) {
    return new MachineError(
        "credential.sealed-damaged",
        "The encrypted entry " + name + " can't be opened: it was changed, or the key is another.",
        "If the key file was replaced, put the old one back. Otherwise restore a backup of the"
            + " database, or set the variables again.");
  }
}
