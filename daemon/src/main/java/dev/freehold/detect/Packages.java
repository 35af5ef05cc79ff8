package dev.freehold.detect;

/** Packages that a server loads while it runs. */
public final class Packages {
  /**
   * As the source of a {@link Detection.Part}: of the installed packages those that {@code
   * dependencies} of package.json lead to, without what only the build needs.
   */
  public static final String FOLDER = "node_modules";

  private Packages() {}

  /**
   * @param named a file of a package, {@code @scope/name/file.js}
   */
  static String name(String named) {
    String[] parts = named.split("/", -1);
    return named.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
  }
}
