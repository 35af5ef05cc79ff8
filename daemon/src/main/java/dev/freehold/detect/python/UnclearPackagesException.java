package dev.freehold.detect.python;

/** Says, as half a sentence, why a file does not tell which packages to install. */
final class UnclearPackagesException extends Exception {
  private static final long serialVersionUID = 1L;

  UnclearPackagesException(String why) {
    super(why);
  }
}
