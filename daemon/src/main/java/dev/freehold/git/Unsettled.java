package dev.freehold.git;

import dev.freehold.base.UserError;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Why a solution does not settle the conflicts of an app. */
final class Unsettled {
  private static final int NAMED_FILES = 20;

  private Unsettled() {}

  /**
   * @param pending whether the builder's export is not merged into main
   */
  static UserError nothing(String app, boolean pending) {
    return pending
        ? new UserError(
            "git.conflict-none",
            "The builder's export and main of " + app + " can be merged without a conflict.",
            "Deploy the export again; it is merged then.")
        : new UserError(
            "git.conflict-none",
            "There is no conflict: main of " + app + " has all of the builder's exports.",
            "Deploy it with: freehold deploy --app " + app);
  }

  static UserError moved(String app) {
    return new UserError(
        "git.conflict-moved",
        "Main of " + app + " or the builder's export is no longer what was shown to you.",
        "Look at the conflicts again with: freehold git conflicts --app "
            + app
            + ". Nothing was changed.");
  }

  /**
   * @throws UserError {@code git.conflict-unsettled}
   */
  static void refuse(String app, Map<String, Clash> clashes, Map<String, ConflictSide> take) {
    var tied = new TreeSet<String>();
    var missing = new TreeSet<String>();
    for (Clash clash : clashes.values()) {
      if (clash.choices().isEmpty()) {
        tied.add(clash.path());
      } else if (!take.containsKey(clash.path())) {
        missing.add(clash.path());
      }
    }
    if (!tied.isEmpty()) {
      throw new UserError(
          "git.conflict-unsettled",
          "These are a file on one side and a folder on the other: " + named(tied),
          "Settle them in a checkout: freehold app checkout FOLDER --app "
              + app
              + ", then there git merge origin/builder, settle all files, commit and git push."
              + " Nothing was changed.");
    }
    var unknown = new TreeSet<>(take.keySet());
    unknown.removeAll(clashes.keySet());
    if (!unknown.isEmpty()) {
      throw unsettled(app, "There is no conflict in: " + named(unknown));
    }
    if (!missing.isEmpty()) {
      throw unsettled(app, "No side was chosen for: " + named(missing));
    }
  }

  private static UserError unsettled(String app, String message) {
    return new UserError(
        "git.conflict-unsettled",
        message,
        "Choose a side for each file that freehold git conflicts --app "
            + app
            + " shows, and for no other. Nothing was changed.");
  }

  private static String named(Collection<String> paths) {
    List<String> named = paths.stream().limit(NAMED_FILES).toList();
    int more = paths.size() - named.size();
    return String.join(", ", named) + (more > 0 ? " and " + more + " more." : ".");
  }
}
