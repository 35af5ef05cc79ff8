package dev.freehold.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value that must not be seen: a token, a password, a private variable. Printing it shows nothing
 * and writing it as JSON fails. Only drivers of targets and databases, what speaks to git remotes,
 * and the rooms that keep secrets, may call {@link #reveal}; a test on the packages holds them to
 * it.
 */
public final class Secret {
  private final byte[] value;

  private Secret(byte[] value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(value.getBytes(StandardCharsets.UTF_8));
  }

  public String reveal() {
    return new String(value, StandardCharsets.UTF_8);
  }

  @JsonValue
  @SuppressWarnings("DoNotCallSuggester") // Jackson calls it; nobody else can
  String refuseJson() {
    throw new IllegalStateException("a secret is never written as JSON");
  }

  /** Takes the same time wherever the values differ. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(value, secret.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
