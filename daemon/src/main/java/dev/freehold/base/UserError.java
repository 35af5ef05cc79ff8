package dev.freehold.base;

import org.jspecify.annotations.Nullable;

/** The user must act: wrong input, a blocked check, a plan that was not approved or went stale. */
public final class UserError extends FreeholdException {
  public UserError(String code, String message, String remedy) {
    super(code, message, remedy, null);
  }

  public UserError(String code, String message, String remedy, @Nullable Throwable cause) {
    super(code, message, remedy, cause);
  }
}
