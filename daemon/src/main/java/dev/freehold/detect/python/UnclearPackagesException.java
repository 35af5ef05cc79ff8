package dev.freehold.detect.python;

/** Says, as half a sentence, why a file does not tell which packages to install. */
final class UnclearPackagesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  UnclearPackagesException(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
