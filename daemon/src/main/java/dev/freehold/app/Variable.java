package dev.freehold.app;

/**
 * A variable of an environment.
 *
 * @param source who gave it: the user, or the export's committed {@code .env}
 */
public record Variable(String name, String value, Source source) {
  /** Where a value came from; the user's always wins. */
  public enum Source {
    USER,
    EXPORT
  }

  /** The value is left out: it may be a secret. */
  @Override
  public String toString() {
    return "Variable[" + name + ", " + source + "]";
  }
}
