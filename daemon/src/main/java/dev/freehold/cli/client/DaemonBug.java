package dev.freehold.cli.client;

/** The daemon made a mistake of its own, or answered what it never should. */
public final class DaemonBug extends RuntimeException {
  private final String code;
  private final String remedy;

  DaemonBug(String code, String message, String remedy) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }

  public String code() {
    return code;
  }

  public String remedy() {
    return remedy;
  }
}
