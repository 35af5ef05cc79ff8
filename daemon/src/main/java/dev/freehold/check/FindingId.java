package dev.freehold.check;

import dev.freehold.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names of findings: the same for the same cause, and telling nothing about a secret's value. */
final class FindingId {
  private static final Pattern FORM = Pattern.compile("F-[0-9a-f]{10}");

  private FindingId() {}

  static boolean isValid(String id) {
    return FORM.matcher(id).matches();
  }

  /**
   * HMAC-SHA256 of the parts. Without the salt, which never leaves this machine, nobody can try
   * guesses of the value against an id.
   */
  static String keyed(byte[] salt, String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      byte[] digest = mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return "F-" + HexFormat.of().formatHex(digest, 0, 5);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** For findings about things that are no secret. */
  static String plain(String... parts) {
    return "F-" + Sha256.of(String.join("\0", parts)).hex().substring(0, 10);
  }
}
