package dev.freehold.targets;

/**
 * The place of one environment on a target.
 *
 * @param app slug
 * @param environment name, {@code production}
 */
public record Site(String app, String environment) {
  /** The environment that has the app's own name. */
  public static final String PRODUCTION = "production";
}
