package dev.freehold.git;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Merges {@code builder} into {@code main}, in memory. {@code builder} is a line of exports without
 * merges, so it shares at most one newest commit with {@code main}: the merge has one base.
 */
final class BuilderMerge {
  private static final int NAMED_FILES = 20;

  private final NewObjects objects;
  private final OwnedPaths owned;
  private final PersonIdent who;

  BuilderMerge(NewObjects objects, OwnedPaths owned, PersonIdent who) {
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
      ObjectId theirTree = withOwnedPathsOf(ours, theirs, reader);
      if (theirTree.equals(theirs.getTree()) && walk.isMergedInto(ours, theirs)) {
        return builder;
      }
      ObjectId tree = mergeTrees(base(walk, ours, theirs), ours, theirTree);
      var commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentIds(main, builder);
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage("Merge the builder's export\n");
      return objects.insert(commit);
    }
  }

  private static Optional<RevCommit> base(RevWalk walk, RevCommit ours, RevCommit theirs)
      throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(ours);
    walk.markStart(theirs);
    return Optional.ofNullable(walk.next());
  }

  private ObjectId mergeTrees(Optional<RevCommit> base, RevCommit ours, ObjectId theirTree)
      throws IOException {
    var merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(objects, new Config());
    // histories without a common commit: people pushed before the first export came
    merger.setBase(base.isPresent() ? base.get().getTree() : objects.insert(new TreeFormatter()));
    if (merger.merge(false, ours, theirTree)) {
      return merger.getResultTreeId();
    }
    var paths = new TreeSet<>(merger.getUnmergedPaths());
    if (merger.getFailingPaths() != null) {
      paths.addAll(merger.getFailingPaths().keySet());
    }
    throw conflict(paths);
  }

  /** The builder's tree, but each developer-owned path as it is (or is not) on {@code main}. */
  private ObjectId withOwnedPathsOf(RevCommit ours, RevCommit theirs, ObjectReader reader)
      throws IOException {
    if (owned.isEmpty()) {
      return theirs.getTree();
    }
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    var paths = new HashSet<String>();
    try (var walk = new TreeWalk(reader)) {
      int fromMain = walk.addTree(ours.getTree());
      int fromBuilder = walk.addTree(theirs.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        int from = owned.contains(path) ? fromMain : fromBuilder;
        if (walk.getFileMode(from) == FileMode.MISSING) {
          continue;
        }
        AbstractTreeIterator file = walk.getTree(from, CanonicalTreeParser.class);
        var entry = new DirCacheEntry(walk.getRawPath());
        entry.setFileMode(file.getEntryFileMode());
        entry.setObjectId(file.getEntryObjectId());
        builder.add(entry);
        paths.add(path);
      }
    }
    refuseFilesThatAreFolders(paths);
    builder.finish();
    return index.writeTree(objects);
  }

  private static void refuseFilesThatAreFolders(Set<String> paths) {
    var both = new TreeSet<String>();
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        if (paths.contains(path.substring(0, slash))) {
          both.add(path.substring(0, slash));
        }
      }
    }
    if (!both.isEmpty()) {
      throw conflict(both);
    }
  }

  private static UserError conflict(Collection<String> paths) {
    List<String> named = paths.stream().limit(NAMED_FILES).toList();
    int more = paths.size() - named.size();
    return new UserError(
        "git.conflict",
        "The export and the work on main change the same places in: "
            + named.stream().collect(Collectors.joining(", "))
            + (more > 0 ? " and " + more + " more files." : "."),
        "In a checkout of the app, run git merge origin/builder, settle these files, commit and"
            + " git push; then deploy again. Nothing was changed on main.");
  }
}
