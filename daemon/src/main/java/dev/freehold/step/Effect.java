package dev.freehold.step;

import java.util.Map;

/**
 * One thing that a step changed or learned in the world, kept in the history.
 *
 * @param kind stable: {@code git.committed}, {@code pointer.switched}, or {@link #NOTE}
 * @param summary one plain sentence
 * @param refs ids by name: commit, release, url
 */
public record Effect(String kind, String summary, Map<String, String> refs) {
  /** Kind of what the owner should know although nothing stopped for it. */
  public static final String NOTE = "note";
}
