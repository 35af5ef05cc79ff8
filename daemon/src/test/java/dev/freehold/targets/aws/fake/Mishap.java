package dev.freehold.targets.aws.fake;

/** How a call to the stand-in goes wrong when a test says so. */
public enum Mishap {
  /** The connection ends before anything was done. */
  RESET,
  /** It is done, and the connection ends before the answer. */
  RESET_AFTER_APPLYING,
  /** It is done, and half of the answer arrives. */
  TRUNCATED,
  /** It is done, and the answer is a page. */
  WRONG_TYPE,
  /** Nothing is done and nothing is answered. */
  SILENCE,
  /** Too many calls, in the words of the service. */
  THROTTLED,
  /** 500. */
  FAILING,
  /** The session of the credentials is over. */
  EXPIRED_TOKEN,
  /** The keys may not do this. */
  DENIED;

  boolean isApplied() {
    return switch (this) {
      case RESET_AFTER_APPLYING, TRUNCATED, WRONG_TYPE -> true;
      case RESET, SILENCE, THROTTLED, FAILING, EXPIRED_TOKEN, DENIED -> false;
    };
  }
}
