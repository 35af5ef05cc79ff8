package dev.freehold.detect.oldhost;

/**
 * A header of the answers at some addresses, given by the app's files and not by a server of it.
 * The last of several for the same name counts.
 *
 * @param path a {@link PathPattern}
 */
public record HeaderRule(String path, String name, String value) {
  public PathPattern pattern() {
    return PathPattern.of(path);
  }
}
