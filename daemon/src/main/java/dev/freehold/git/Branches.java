package dev.freehold.git;

import dev.freehold.base.MachineError;
import dev.freehold.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;

/** The repository's branches, moved only from a known commit to another. */
final class Branches {
  private final FileRepository repository;
  private final Path folder;

  Branches(FileRepository repository) {
    this.repository = repository;
    this.folder = repository.getDirectory().toPath().resolve("refs").resolve("heads");
  }

  Optional<ObjectId> head(String branch) throws IOException {
    Ref ref = repository.exactRef(Constants.R_HEADS + branch);
    return Optional.ofNullable(ref).map(Ref::getObjectId);
  }

  /**
   * Compare-and-swap.
   *
   * @return false when the branch is not at {@code from} or somebody else is moving it
   */
  boolean move(String branch, Optional<ObjectId> from, ObjectId to, PersonIdent who, String why)
      throws IOException {
    RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
    update.setExpectedOldObjectId(from.orElse(ObjectId.zeroId()));
    update.setNewObjectId(to);
    update.setRefLogIdent(who);
    update.setRefLogMessage(why, false);
    RefUpdate.Result result = update.update();
    return switch (result) {
      case NEW, FAST_FORWARD, NO_CHANGE -> true;
      case LOCK_FAILURE -> false;
      default ->
          throw new MachineError(
              "git.branch-not-moved",
              "Branch " + branch + " of " + repository.getDirectory() + " was not moved: " + result,
              "Run git fsck in that folder, and try again.");
    };
  }

  /** Makes moves survive a power loss. */
  void sync() throws IOException {
    DurableFiles.syncFolder(folder);
  }

  /** Only exports move {@code builder}, one at a time, so a lock that is there is a crash's. */
  void unlockBuilder() throws IOException {
    Files.deleteIfExists(lock(AppRepository.BUILDER));
  }

  MachineError busy() {
    return new MachineError(
        "git.busy",
        "Branch main of " + repository.getDirectory() + " was being changed all the time.",
        "Wait until no push to the app is running, then try again.");
  }

  Path lock(String branch) {
    return folder.resolve(branch + ".lock");
  }
}
