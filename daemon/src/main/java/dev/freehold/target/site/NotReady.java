package dev.freehold.target.site;

import dev.freehold.base.UserError;
import java.util.List;

/** A server of a staged release that does not work. */
public final class NotReady {
  private NotReady() {}

  /**
   * @param problem a sentence
   * @param tail what it printed last, without secrets
   * @return {@code target.server-not-ready}
   */
  public static UserError of(String releaseName, String problem, List<String> tail) {
    return new UserError(
        "target.server-not-ready",
        "The app's server of "
            + releaseName
            + " does not work, so it did not go live. "
            + problem
            + (tail.isEmpty() ? "" : "\nIt printed last:\n" + String.join("\n", tail)),
        "Mend what it names, often a variable that is missing (freehold var set) or a database that"
            + " can't be reached, and deploy again. What was live before is untouched.");
  }

  /** Why what was started does not answer. */
  public static String silent(String healthPath, long seconds, boolean failing) {
    return (failing ? "The server answered with failures at " : "The server did not answer at ")
        + healthPath
        + (failing ? " for " : " within ")
        + seconds
        + " s.";
  }
}
