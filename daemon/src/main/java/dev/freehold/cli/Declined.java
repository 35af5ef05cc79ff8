package dev.freehold.cli;

/** A person was asked and said no: nothing went wrong, and nothing was done. */
final class Declined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String outcome;

  /**
   * @param outcome what became of it, as a sentence
   */
  Declined(String outcome) {
    super(outcome);
    this.outcome = outcome;
  }

  String outcome() {
    return outcome;
  }
}
