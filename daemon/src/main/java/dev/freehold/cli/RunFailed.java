package dev.freehold.cli;

/** A run ended with an error that the daemon has stored. */
final class RunFailed extends RuntimeException {
  private final transient Failure failure;

  RunFailed(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
