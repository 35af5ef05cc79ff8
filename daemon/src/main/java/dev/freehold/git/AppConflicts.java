package dev.freehold.git;

import dev.freehold.app.App;
import dev.freehold.base.UserError;
import java.util.List;
import java.util.Optional;

/** Where an app's newest export and the work on main conflict, and settling it. */
public final class AppConflicts {
  private final Repositories repositories;
  private final dev.freehold.app.OwnedPaths owned;

  public AppConflicts(Repositories repositories, dev.freehold.app.OwnedPaths owned) {
    this.repositories = repositories;
    this.owned = owned;
  }

  /**
   * @param after the path after which this page begins; empty for the first page
   * @param limit how many files at most
   */
  public Conflicts of(App app, Optional<String> after, int limit) {
    return repositories.open(app.slug()).conflicts(owned.of(app.id()), after, limit);
  }

  /**
   * @throws UserError {@code git.conflict-none}
   */
  public ConflictView file(App app, String path) {
    return repositories.open(app.slug()).conflict(owned.of(app.id()), path);
  }

  /**
   * Settles all of them, and then gives files to the developers.
   *
   * @param own files that no export changes from now on
   * @return main's new commit
   * @throws UserError those of {@link AppRepository#settle}; {@code app.owned-path-invalid}, {@code
   *     app.owned-path-too-many}; nothing was changed
   */
  public String settle(App app, Solution solution, List<String> own) {
    owned.requireRoomFor(app.id(), own);
    String main = repositories.open(app.slug()).settle(owned.of(app.id()), solution);
    owned.addFiles(app.id(), own);
    return main;
  }
}
