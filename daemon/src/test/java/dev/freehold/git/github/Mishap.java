package dev.freehold.git.github;

/** How a call to the stand-in goes wrong when a test says so. */
enum Mishap {
  /** The connection ends before anything was done. */
  RESET,
  /** It is done, and the connection ends before the answer. */
  RESET_AFTER_APPLYING,
  /** It is done, and half of the answer arrives. */
  TRUNCATED,
  /** It is done, and the answer is a page. */
  WRONG_TYPE,
  /** It is done, and the answer is JSON of another shape. */
  WRONG_SHAPE,
  /** It is done, and the answer is cut JSON of the right length. */
  BROKEN_JSON,
  /** Nothing is done and nothing is answered. */
  SILENCE,
  /** 429 with {@code Retry-After: 1}. */
  TOO_MANY,
  /** 403 for the secondary rate limit, with {@code Retry-After: 1}. */
  SECONDARY_LIMIT,
  /** 403 as the limit of the hour is used up. */
  USED_UP,
  /** 500. */
  FAILING,
  /** 502 with a page. */
  BAD_GATEWAY;

  boolean isApplied() {
    return switch (this) {
      case RESET, SILENCE, TOO_MANY, SECONDARY_LIMIT, USED_UP, FAILING, BAD_GATEWAY -> false;
      case RESET_AFTER_APPLYING, TRUNCATED, WRONG_TYPE, WRONG_SHAPE, BROKEN_JSON -> true;
    };
  }

  /** Whether the client gets over it without being called again. */
  boolean passes() {
    return switch (this) {
      case RESET,
          RESET_AFTER_APPLYING,
          TRUNCATED,
          SILENCE,
          TOO_MANY,
          SECONDARY_LIMIT,
          FAILING,
          BAD_GATEWAY ->
          true;
      case WRONG_TYPE, WRONG_SHAPE, BROKEN_JSON, USED_UP -> false;
    };
  }
}
