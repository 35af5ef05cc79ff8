package dev.freehold.cli;

/** What the shell gets to know. */
public enum ExitCode {
  DONE(0),
  USAGE(1),
  USER(2),
  PROVIDER(3),
  NOTHING_TO_DO(4),
  MACHINE(5),
  BUG(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
