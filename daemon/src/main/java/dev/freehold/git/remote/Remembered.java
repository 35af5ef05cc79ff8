package dev.freehold.git.remote;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Where a remote's branches were when we last looked: {@code refs/remotes/<name>/*}. A branch that
 * was rewritten or deleted there stays remembered as it was until somebody says to follow it; what
 * it became meanwhile is in {@code refs/freehold/fetched/<name>/*}.
 */
final class Remembered {
  private final Repository repository;
  private final String known;
  private final String fetched;

  Remembered(Repository repository, String remote) {
    this.repository = repository;
    this.known = Constants.R_REMOTES + remote + "/";
    this.fetched = "refs/freehold/fetched/" + remote + "/";
  }

  Optional<ObjectId> known(String branch) throws IOException {
    return at(known + branch);
  }

  Optional<ObjectId> fetched(String branch) throws IOException {
    return at(fetched + branch);
  }

  /** The name of the ref that a fetch writes. */
  String fetchedRef(String branch) {
    return fetched + branch;
  }

  void learn(String branch, ObjectId id) throws IOException {
    set(known + branch, id);
  }

  /** As a fetch would write it. */
  void learnFetched(String branch, ObjectId id) throws IOException {
    set(fetched + branch, id);
  }

  void forget(String branch) throws IOException {
    remove(known + branch);
  }

  void forgetFetched(String branch) throws IOException {
    remove(fetched + branch);
  }

  /** Of all other branches. */
  void forgetOthers(Set<String> branches) throws IOException {
    for (String prefix : List.of(known, fetched)) {
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
        if (!branches.contains(ref.getName().substring(prefix.length()))) {
          remove(ref.getName());
        }
      }
    }
  }

  void forgetAll() throws IOException {
    for (Ref ref : repository.getRefDatabase().getRefsByPrefix(known, fetched)) {
      remove(ref.getName());
    }
  }

  Optional<ObjectId> at(String ref) throws IOException {
    return Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId);
  }

  private void set(String ref, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(id);
    update.setForceUpdate(true);
    update.disableRefLog();
    check(ref, update.update());
  }

  private void remove(String ref) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setForceUpdate(true);
    update.disableRefLog();
    check(ref, update.delete());
  }

  private void check(String ref, RefUpdate.Result result) {
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default ->
          throw new MachineError(
              "git.branch-not-moved",
              "Ref " + ref + " of " + repository.getDirectory() + " was not moved: " + result,
              "Run git fsck in that folder, and try again.");
    }
  }
}
