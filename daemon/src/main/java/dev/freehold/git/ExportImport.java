package dev.freehold.git;

import dev.freehold.base.Failpoint;
import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * One export on its way to {@code main}: objects, branch {@code builder}, merge. Each part is done
 * only if it is missing, so running it again after a crash ends where it would have ended.
 */
final class ExportImport {
  private final String app;
  private final FileRepository repository;
  private final Branches branches;
  private final OwnedPaths owned;
  private final KnownBlobs blobs;
  private final PersonIdent author;
  private final PersonIdent committer;

  ExportImport(
      String app,
      FileRepository repository,
      Branches branches,
      KnownBlobs blobs,
      OwnedPaths owned,
      String builder,
      Clock clock) {
    this.app = app;
    this.repository = repository;
    this.branches = branches;
    this.blobs = blobs;
    this.owned = owned;
    this.author = person(builder, clock);
    this.committer = Committer.at(clock);
  }

  private static PersonIdent person(String builder, Clock clock) {
    String id = builder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String name = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    return new PersonIdent(
        name + " export", id + "@export.freehold.invalid", clock.instant(), ZoneOffset.UTC);
  }

  ImportResult run(FileTree export, String message) throws IOException {
    branches.unlockBuilder();
    NewObjects.deleteLeftovers(repository);
    ObjectId builder = commitOnBuilder(export, message);
    MovingMain.Move move =
        new MovingMain(branches)
            .move(
                main -> main.isPresent() ? merge(main.get(), builder) : builder,
                committer,
                "export");
    return new ImportResult(
        builder.name(), move.to().name(), tree(move.to()).name(), move.changed());
  }

  private ObjectId commitOnBuilder(FileTree export, String message) throws IOException {
    Optional<ObjectId> before = branches.head(AppRepository.BUILDER);
    try (var objects = new NewObjects(repository)) {
      var writer = new TreeWriter(objects, blobs.of(before));
      ObjectId tree = writer.write(export);
      if (before.isPresent() && tree(before.get()).equals(tree)) {
        blobs.remember(before.get(), writer.written());
        return before.get();
      }
      var commit = new CommitBuilder();
      commit.setTreeId(tree);
      before.ifPresent(commit::setParentId);
      commit.setAuthor(author);
      commit.setCommitter(committer);
      commit.setMessage(clean(message));
      ObjectId id = objects.insert(commit);
      objects.publish();
      Failpoint.GIT_OBJECTS_WRITTEN.reach(repository.getDirectory().getName());
      if (!branches.move(AppRepository.BUILDER, before, id, committer, "export")) {
        throw new MachineError(
            "git.builder-moved",
            "Somebody else moved branch builder of " + repository.getDirectory() + ".",
            "Only exports may move it. Try again.");
      }
      blobs.remember(id, writer.written());
      Failpoint.GIT_BUILDER_MOVED.reach(repository.getDirectory().getName());
      return id;
    }
  }

  private ObjectId merge(ObjectId main, ObjectId builder) throws IOException {
    try (var objects = new NewObjects(repository)) {
      ObjectId merged = new BuilderMerge(app, objects, owned, committer).merge(main, builder);
      objects.publish();
      return merged;
    }
  }

  private ObjectId tree(ObjectId commit) throws IOException {
    try (var walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getTree().toObjectId();
    }
  }

  /** Git ends a message with a line break and has no NUL in it. */
  private static String clean(String message) {
    String text = message.replace("\0", "").strip();
    return (text.isEmpty() ? "Export" : text) + "\n";
  }
}
