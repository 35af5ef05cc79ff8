package dev.freehold.targets.site;

import dev.freehold.base.UserError;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A server of a staged release that does not work. */
public final class NotReady {
  private static final int SHOWN = 20;

  /**
   * What Node, Python and Deno print of an error that nobody caught: its class, and its message.
   */
  private static final Pattern ERROR =
      Pattern.compile(
          "^(?:Uncaught )?(?:[\\w.]+\\.)?\\w*(?:Error|Exception)(?: \\[\\w+\\])?: .+"
              + "|^error: Uncaught (?:\\(in promise\\) )?\\w+: .+");

  /** Python puts the error below the calls that led to it, Node above (docs.python.org). */
  private static final String OF_PYTHON = "Traceback (most recent call last):";

  private NotReady() {}

  /**
   * @param problem a sentence
   * @param tail what it printed last, without secrets
   * @return {@code target.server-not-ready}
   */
  public static UserError of(String releaseName, String problem, List<String> tail) {
    List<String> shown = tail.subList(Math.max(0, tail.size() - SHOWN), tail.size());
    return new UserError(
        "target.server-not-ready",
        "The app's server of "
            + releaseName
            + " does not work, so it did not go live. "
            + problem
            + cause(tail).map(line -> "\nIt says: " + line).orElse("")
            + (shown.isEmpty() ? "" : "\nIt printed last:\n" + String.join("\n", shown)),
        "Mend what it names, often a variable that is missing (freehold var set) or a database that"
            + " can't be reached, and deploy again. What was live before is untouched.");
  }

  private static Optional<String> cause(List<String> tail) {
    List<String> errors = tail.stream().filter(line -> ERROR.matcher(line).matches()).toList();
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(tail.contains(OF_PYTHON) ? errors.getLast() : errors.getFirst());
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
