package dev.freehold.cli;

/** Has the last word when this process is told to end while something is waited for. */
final class OnInterrupt implements AutoCloseable {
  private final Thread hook;

  OnInterrupt(Runnable lastWord) {
    this.hook = new Thread(lastWord, "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is running
      return;
    }
  }
}
