package dev.freehold.targets;

import java.time.Instant;
import java.util.List;

/**
 * What servers of an app printed.
 *
 * @param lines the oldest first
 * @param next where what comes later begins
 */
public record LogPage(List<Line> lines, long next) {
  public static final LogPage NONE = new LogPage(List.of(), 0);

  /**
   * @param release by its name: {@code v2}
   * @param server name within the app
   */
  public record Line(Instant at, String release, String server, String text) {
    public Line withText(String other) {
      return new Line(at, release, server, other);
    }
  }
}
