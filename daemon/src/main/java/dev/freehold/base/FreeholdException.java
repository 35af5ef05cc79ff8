package dev.freehold.base;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a name. The subtype says who must act; {@code code} is stable and never used for
 * anything else; {@code remedy} says in plain English what to do next. Anything that is not a
 * FreeholdException is a bug.
 */
public abstract sealed class FreeholdException extends RuntimeException
    permits UserError, ProviderError, MachineError {
  private final String code;
  private final String remedy;

  FreeholdException(String code, String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
  }

  /** Stable, dotted, lower case: {@code intake.path-traversal}. */
  public String code() {
    return code;
  }

  public String remedy() {
    return remedy;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
