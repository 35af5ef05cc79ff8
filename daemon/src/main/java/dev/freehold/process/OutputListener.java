package dev.freehold.process;

/**
 * Told every line a process writes, as it is written: without colours and control characters, at
 * most 4,000 characters, redacted. Called from two threads, never at the same time.
 */
@FunctionalInterface
public interface OutputListener {
  OutputListener NONE = (_, _) -> {};

  void line(Stream stream, String line);

  /** Where a line was written. */
  enum Stream {
    OUT,
    ERR
  }
}
