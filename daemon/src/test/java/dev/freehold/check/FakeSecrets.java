package dev.freehold.check;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/**
 * Values in the form of secrets. They are put together when the tests run, so that no file of ours
 * holds what a scanner of ours, or anybody's, would report.
 */
public final class FakeSecrets {
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Random random;

  public FakeSecrets(long seed) {
    random = new Random(seed);
  }

  String from(String alphabet, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  public String alphanumeric(int length) {
    return from(ALPHANUMERIC, length);
  }

  String hex(int length) {
    return from("0123456789abcdef", length);
  }

  String upper(int length) {
    return from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
  }

  String jwt(String claims) {
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + part(claims)
        + "."
        + alphanumeric(43);
  }

  public String supabaseJwt(String role) {
    return jwt(
        "{\"iss\":\"supabase\",\"ref\":\"abcdefghijklmnopqrst\",\"role\":\""
            + role
            + "\",\"iat\":1700000000,\"exp\":2015576000}");
  }

  /** Marks and body; the body has lines of 64 characters. */
  String privateKey(String kind, String lineBreak) {
    String dashes = "-".repeat(5);
    var text = new StringBuilder(dashes + "BEGIN " + kind + "PRIVATE KEY" + dashes + lineBreak);
    for (int i = 0; i < 5; i++) {
      text.append(alphanumeric(64)).append(lineBreak);
    }
    return text + dashes + "END " + kind + "PRIVATE KEY" + dashes;
  }

  String databaseUrl(String scheme, String host) {
    return scheme + "://" + "app:" + alphanumeric(18) + "@" + host + "/app";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
