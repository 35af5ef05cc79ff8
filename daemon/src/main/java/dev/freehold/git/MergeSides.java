package dev.freehold.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The three trees of a merge of {@code builder} into {@code main}. {@code builder} is a line of
 * exports without merges, so it shares at most one newest commit with {@code main}: the merge has
 * one base.
 *
 * @param base what both came from; the empty tree when people pushed before the first export
 * @param builder the export, but each developer-owned path as it is (or is not) on main
 * @param tangled paths that would be a file and a folder in {@code builder}, because only one of
 *     the two is owned; then {@code builder} is the export as it came
 */
record MergeSides(ObjectId base, ObjectId main, ObjectId builder, SortedSet<String> tangled) {

  static MergeSides of(
      NewObjects objects, RevWalk walk, RevCommit main, RevCommit builder, OwnedPaths owned)
      throws IOException {
    Optional<RevCommit> base = base(walk, main, builder);
    ObjectId baseTree =
        base.isPresent() ? base.get().getTree() : objects.insert(new TreeFormatter());
    ObjectId exported = builder.getTree();
    if (owned.isEmpty()) {
      return new MergeSides(baseTree, main.getTree(), exported, new TreeSet<>());
    }
    DirCache index = DirCache.newInCore();
    DirCacheBuilder files = index.builder();
    SortedSet<String> tangled =
        filesThatAreFolders(
            keeping(owned, main.getTree(), exported, walk.getObjectReader(), files));
    if (!tangled.isEmpty()) {
      return new MergeSides(baseTree, main.getTree(), exported, tangled);
    }
    files.finish();
    return new MergeSides(baseTree, main.getTree(), index.writeTree(objects), tangled);
  }

  private static Optional<RevCommit> base(RevWalk walk, RevCommit main, RevCommit builder)
      throws IOException {
    walk.reset();
    walk.setRevFilter(RevFilter.MERGE_BASE);
    walk.markStart(main);
    walk.markStart(builder);
    RevCommit base = walk.next();
    walk.reset();
    walk.setRevFilter(RevFilter.ALL);
    return Optional.ofNullable(base);
  }

  /** Adds the export's files, and those of main in place of what is owned; returns their paths. */
  private static Set<String> keeping(
      OwnedPaths owned,
      ObjectId main,
      ObjectId exported,
      ObjectReader reader,
      DirCacheBuilder files)
      throws IOException {
    var paths = new HashSet<String>();
    try (var walk = new TreeWalk(reader)) {
      int fromMain = walk.addTree(main);
      int fromBuilder = walk.addTree(exported);
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
        files.add(entry);
        paths.add(path);
      }
    }
    return paths;
  }

  private static SortedSet<String> filesThatAreFolders(Set<String> paths) {
    var both = new TreeSet<String>();
    for (String path : paths) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        if (paths.contains(path.substring(0, slash))) {
          both.add(path.substring(0, slash));
        }
      }
    }
    return both;
  }
}
