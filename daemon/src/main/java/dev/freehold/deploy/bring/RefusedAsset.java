package dev.freehold.deploy.bring;

/** A file was not brought. Its message is a sentence for people. */
final class RefusedAsset extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unanswered;

  private RefusedAsset(String message, boolean unanswered) {
    super(message);
    this.unanswered = unanswered;
  }

  static RefusedAsset because(String message) {
    return new RefusedAsset(message, false);
  }

  static RefusedAsset unanswered(String message) {
    return new RefusedAsset(message, true);
  }

  /** Whether nothing was answered at all, as the other files will find as well. */
  boolean isUnanswered() {
    return unanswered;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
