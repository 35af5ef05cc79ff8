package dev.freehold.step;

/** Thrown by a long step that noticed the user's wish to cancel. */
public final class CancelledException extends RuntimeException {
  public CancelledException() {
    super("cancelled");
  }
}
