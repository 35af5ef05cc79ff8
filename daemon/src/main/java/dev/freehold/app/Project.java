package dev.freehold.app;

import dev.freehold.base.UserError;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an app is edited.
 *
 * @param builder {@code lovable}, {@code bolt}, {@code base44} or {@code emergent}
 * @param id the builder's own, at most 100 letters, digits, dashes and underscores
 */
public record Project(String builder, String id) {
  private static final Set<String> BUILDERS = Set.of("lovable", "bolt", "base44", "emergent");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /**
   * @throws UserError {@code app.project-invalid}
   */
  public Project {
    if (!BUILDERS.contains(builder)) {
      throw invalid("Freehold knows no builder called '" + Slugs.shown(builder) + "'.");
    }
    if (!ID.matcher(id).matches()) {
      throw invalid("'" + Slugs.shown(id) + "' can't be the id of a project.");
    }
  }

  private static UserError invalid(String what) {
    return new UserError(
        "app.project-invalid",
        what,
        "Give lovable, bolt, base44 or emergent, and the id from the address of the project: 1 to"
            + " 100 letters, digits, dashes and underscores.");
  }

  @Override
  public String toString() {
    return builder + " project " + id;
  }
}
