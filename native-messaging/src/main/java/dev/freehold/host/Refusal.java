package dev.freehold.host;

/** Something is not done, for a reason that the other side is told. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Trouble trouble;

  Refusal(String code, String message, String remedy) {
    this(new Trouble(code, message, remedy));
  }

  Refusal(Trouble trouble) {
    super(trouble.message());
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
