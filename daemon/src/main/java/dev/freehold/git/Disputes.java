package dev.freehold.git;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** Looks at the conflicts of an app's branches, and settles them. */
final class Disputes {
  private final String app;
  private final FileRepository repository;
  private final Branches branches;
  private final OwnedPaths owned;
  private final PersonIdent who;

  Disputes(
      String app, FileRepository repository, Branches branches, OwnedPaths owned, Clock clock) {
    this.app = app;
    this.repository = repository;
    this.branches = branches;
    this.owned = owned;
    this.who = Committer.at(clock);
  }

  Conflicts page(Optional<String> after, int limit) throws IOException {
    Optional<ObjectId> main = branches.head(AppRepository.MAIN);
    Optional<ObjectId> builder = branches.head(AppRepository.BUILDER);
    if (main.isEmpty() || builder.isEmpty()) {
      String head = main.map(ObjectId::name).orElse(null);
      String export = builder.map(ObjectId::name).orElse(null);
      return new Conflicts(app, false, head, export, 0, 0, List.of(), null);
    }
    try (var objects = new NewObjects(repository)) {
      return between(objects, main.get(), builder.get()).page(after, limit);
    }
  }

  /**
   * @throws UserError {@code git.conflict-none}
   */
  ConflictView view(String path) throws IOException {
    ObjectId main = branches.head(AppRepository.MAIN).orElseThrow(this::nothing);
    ObjectId builder = branches.head(AppRepository.BUILDER).orElseThrow(this::nothing);
    try (var objects = new NewObjects(repository)) {
      return between(objects, main, builder).view(path);
    }
  }

  /**
   * @throws UserError {@code git.conflict-moved}, {@code git.conflict-none}, {@code
   *     git.conflict-unsettled}
   */
  ObjectId settle(Solution solution) throws IOException {
    return new MovingMain(branches).move(main -> settled(main, solution), who, "settle").to();
  }

  private ObjectId settled(Optional<ObjectId> main, Solution solution) throws IOException {
    ObjectId ours = main.orElseThrow(this::nothing);
    ObjectId theirs = branches.head(AppRepository.BUILDER).orElseThrow(this::nothing);
    if (!ours.name().equals(solution.main()) || !theirs.name().equals(solution.builder())) {
      throw Unsettled.moved(app);
    }
    try (var objects = new NewObjects(repository)) {
      ObjectId merged = between(objects, ours, theirs).settled(solution.take());
      objects.publish();
      return merged;
    }
  }

  private Dispute between(NewObjects objects, ObjectId main, ObjectId builder) throws IOException {
    var merging = new BuilderMerge(app, objects, owned, who);
    return new Dispute(app, objects, owned, merging, main, builder);
  }

  private UserError nothing() {
    return Unsettled.nothing(app, false);
  }
}
