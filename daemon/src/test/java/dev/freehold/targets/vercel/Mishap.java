package dev.freehold.targets.vercel;

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
  /** It is done, and the answer is JSON of another shape. */
  WRONG_SHAPE,
  /** Nothing is done and nothing is answered. */
  SILENCE,
  /** 429 with {@code Retry-After: 1}. */
  TOO_MANY,
  /** 429 with {@code Retry-After: 86400}. */
  NO_MORE_TODAY,
  /** 500. */
  FAILING
}
