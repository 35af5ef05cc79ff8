package dev.freehold.detect.oldhost;

/**
 * Leads visitors from one address to another. Their query goes along, unless {@code to} has one.
 *
 * @param from a {@link PathPattern}
 * @param to a {@link Destination}
 * @param status 301, 302, 303, 307 or 308
 * @param overFiles whether it comes before a file of this address, or only where there is none
 */
public record Redirect(String from, String to, int status, boolean overFiles) {
  public PathPattern pattern() {
    return PathPattern.of(from);
  }

  public Destination destination() {
    return Destination.of(to, pattern());
  }
}
