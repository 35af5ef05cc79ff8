package dev.freehold.host;

/** What comes next on the host's input. */
sealed interface Incoming {
  /** The bytes of one frame, without its length. */
  record Frame(byte[] bytes) implements Incoming {}

  /** A frame that was read over; the next one can be read. */
  record Skipped(Trouble trouble) implements Incoming {}

  /** Nothing after this can be told apart into frames. */
  record Broken(Trouble trouble) implements Incoming {}

  /** The browser closed the port. */
  record End() implements Incoming {}
}
