package dev.freehold.detect;

/** Packages that a server loads while it runs. */
public final class Packages {
  /**
   * As the source of a {@link Detection.Part}: of the installed packages those that {@code
   * dependencies} of package.json lead to, without what only the build needs.
   */
  public static final String FOLDER = "node_modules";

  private Packages() {}
}
