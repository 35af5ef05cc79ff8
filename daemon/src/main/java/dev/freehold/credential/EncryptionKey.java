package dev.freehold.credential;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Where the vault's key comes from: 32 random bytes in a file that only its owner can read. */
public final class EncryptionKey {
  static final int BYTES = 32;

  private EncryptionKey() {}

  /**
   * The file that {@code FREEHOLD_KEY_FILE} names (for instance one that systemd's {@code
   * LoadCredential} places); without it the file in the home, which is made at first use.
   *
   * @param home where the key of this home is or will be; its folder exists
   * @throws MachineError {@code credential.key-missing} when the named file isn't there, {@code
   *     credential.key-unsafe} when others may read or change the file, {@code
   *     credential.key-invalid} when it isn't 32 bytes long
   */
  public static SecretKey find(Map<String, String> environment, Path home) {
    Path file = file(environment, home);
    try {
      if (!file.equals(home)) {
        return placed(file);
      }
      if (!Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
        NewKeyFile.create(home);
      }
      KeyFileRules.refuseUnsafeInHome(home);
      return read(home);
    } catch (IOException e) {
      throw MachineError.io("Reading the encryption key", e);
    }
  }

  /** The file that {@link #find} takes. */
  public static Path file(Map<String, String> environment, Path home) {
    String named = environment.get("FREEHOLD_KEY_FILE");
    return named == null || named.isBlank() ? home : Path.of(named);
  }

  private static SecretKey placed(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new MachineError(
          "credential.key-missing",
          "FREEHOLD_KEY_FILE names " + file + ", which does not exist.",
          "Put the key there, or unset FREEHOLD_KEY_FILE to use the key in Freehold's home.");
    }
    KeyFileRules.refuseUnsafe(file);
    return read(file);
  }

  private static SecretKey read(Path file) throws IOException {
    if (Files.size(file) != BYTES) {
      throw new MachineError(
          "credential.key-invalid",
          "The key file " + file + " holds " + Files.size(file) + " bytes instead of 32.",
          "Put the right file back from a backup. Without it stored variables can't be read; to"
              + " begin anew, remove the file and set the variables again.");
    }
    return new SecretKeySpec(Files.readAllBytes(file), "AES");
  }
}
