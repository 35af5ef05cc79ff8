package dev.freehold.deploy.engine;

/** Thrown by a long step that noticed the user's wish to cancel. */
public final class CancelledException extends RuntimeException {
  public CancelledException() {
    super("cancelled");
  }
}
