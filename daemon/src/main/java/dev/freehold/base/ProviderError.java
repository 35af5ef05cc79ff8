package dev.freehold.base;

import org.jspecify.annotations.Nullable;

/** A service that Freehold talks to failed: a target, a git host, a database. */
public final class ProviderError extends FreeholdException {
  private final boolean retryable;
  private final @Nullable String requestId;

  /**
   * @param retryable whether the same call may succeed later
   * @param requestId the provider's own id of the failed request, if it gave one
   */
  public ProviderError(
      String code,
      String message,
      String remedy,
      boolean retryable,
      @Nullable String requestId,
      @Nullable Throwable cause) {
    super(code, message, remedy, cause);
    this.retryable = retryable;
    this.requestId = requestId;
  }

  public boolean retryable() {
    return retryable;
  }

  public @Nullable String requestId() {
    return requestId;
  }
}
