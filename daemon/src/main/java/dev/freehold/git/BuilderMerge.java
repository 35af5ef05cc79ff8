package dev.freehold.git;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Merges {@code builder} into {@code main}, in memory. */
final class BuilderMerge {
  static final String TITLE = "Merge the builder's export\n";

  private static final int NAMED_FILES = 20;
  private static final int SIDES = 3;

  private final String app;
  private final NewObjects objects;
  private final OwnedPaths owned;
  private final PersonIdent who;

  BuilderMerge(String app, NewObjects objects, OwnedPaths owned, PersonIdent who) {
    this.app = app;
    this.objects = objects;
    this.owned = owned;
    this.who = who;
  }

  /**
   * @return what {@code main} has to become: itself when it has the export already, the builder's
   *     commit, or a new merge commit
   * @throws UserError {@code git.conflict}
   */
  ObjectId merge(ObjectId main, ObjectId builder) throws IOException {
    try (ObjectReader reader = objects.newReader();
        var walk = new RevWalk(reader)) {
      RevCommit ours = walk.parseCommit(main);
      RevCommit theirs = walk.parseCommit(builder);
      if (walk.isMergedInto(theirs, ours)) {
        return main;
      }
      MergeSides sides = MergeSides.of(objects, walk, ours, theirs, owned);
      if (sides.tangled().isEmpty()
          && sides.builder().equals(theirs.getTree())
          && walk.isMergedInto(ours, theirs)) {
        return builder;
      }
      return switch (attempt(sides)) {
        case Merged.Clean clean -> commit(clean.tree(), main, builder, TITLE);
        case Merged.Conflicting conflicting -> throw conflict(conflicting.files().keySet());
      };
    }
  }

  Merged attempt(MergeSides sides) throws IOException {
    var files = new TreeMap<String, Optional<MergeResult<RawText>>>();
    sides.tangled().forEach(path -> files.put(path, Optional.empty()));
    if (!files.isEmpty()) {
      return new Merged.Conflicting(files);
    }
    var merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(objects, new Config());
    merger.setBase(sides.base());
    if (merger.merge(false, sides.main(), sides.builder())) {
      return new Merged.Clean(new LastLines(objects).mend(sides, merger.getResultTreeId()));
    }
    for (String path : merger.getUnmergedPaths()) {
      files.put(path, lines(merger.getMergeResults().get(path)));
    }
    if (merger.getFailingPaths() != null) {
      merger.getFailingPaths().keySet().forEach(path -> files.put(path, Optional.empty()));
    }
    return new Merged.Conflicting(files);
  }

  /** Of what is no text there is a result as well, but without its three sides. */
  @SuppressWarnings("unchecked")
  private static Optional<MergeResult<RawText>> lines(
      @Nullable MergeResult<? extends Sequence> result) {
    return Optional.ofNullable(result)
        .filter(MergeResult::containsConflicts)
        .filter(r -> r.getSequences().size() == SIDES)
        .map(r -> (MergeResult<RawText>) r);
  }

  /** A merge of both, with these files. */
  ObjectId commit(ObjectId tree, ObjectId main, ObjectId builder, String message)
      throws IOException {
    var commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(main, builder);
    commit.setAuthor(who);
    commit.setCommitter(who);
    commit.setMessage(message);
    return objects.insert(commit);
  }

  private UserError conflict(Collection<String> paths) {
    List<String> named = paths.stream().limit(NAMED_FILES).toList();
    int more = paths.size() - named.size();
    return new UserError(
        "git.conflict",
        "The export and the work on main change the same places in: "
            + named.stream().collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more files." : "."),
        "See both sides, and how to settle them, with: freehold git conflicts --app "
            + app
            + ". Or in a checkout of the app: run git merge origin/builder, settle these files,"
            + " commit and git push; then deploy again. Nothing was changed on main.");
  }
}
