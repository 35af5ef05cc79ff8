package dev.freehold.git;

import dev.freehold.base.MachineError;
import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** The repository's tags, none of which is ever moved. */
final class Tags {
  private final Repository repository;

  Tags(Repository repository) {
    this.repository = repository;
  }

  /** Returns whether the tag names this commit. */
  boolean name(String tag, ObjectId commit) throws IOException {
    Ref there = repository.exactRef(Constants.R_TAGS + tag);
    if (there != null) {
      return commit.equals(there.getObjectId());
    }
    RefUpdate update = repository.updateRef(Constants.R_TAGS + tag);
    update.setExpectedOldObjectId(ObjectId.zeroId());
    update.setNewObjectId(commit);
    update.disableRefLog();
    RefUpdate.Result result = update.update();
    return switch (result) {
      case NEW, NO_CHANGE -> true;
      default ->
          throw new MachineError(
              "git.branch-not-moved",
              "Tag " + tag + " of " + repository.getDirectory() + " was not made: " + result,
              "Run git fsck in that folder, and try again.");
    };
  }
}
