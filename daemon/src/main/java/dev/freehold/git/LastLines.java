package dev.freehold.git;

import java.io.IOException;
import java.util.Arrays;
import java.util.TreeMap;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Ends merged texts as git ends them. JGit's MergeFormatter ends a text by whether the text that
 * the last piece is from ends with a line feed, though that piece may not be its end: where the
 * base has no last line feed and both sides cut its last line, the one before loses its own.
 */
final class LastLines {
  private static final int BASE = 0;
  private static final int MAIN = 1;
  private static final int BUILDER = 2;
  private static final int MERGED = 3;

  private final NewObjects objects;

  LastLines(NewObjects objects) {
    this.objects = objects;
  }

  /**
   * @param merged what JGit made of the sides, without conflict
   * @return the tree with each text as its pieces are
   */
  ObjectId mend(MergeSides sides, ObjectId merged) throws IOException {
    var mended = new TreeMap<String, Clash.Side>();
    try (ObjectReader reader = objects.newReader();
        var walk = new TreeWalk(reader)) {
      walk.addTree(sides.base());
      walk.addTree(sides.main());
      walk.addTree(sides.builder());
      walk.addTree(merged);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (isOfBoth(walk)) {
          mend(walk, reader, mended);
        }
      }
    }
    return TreeEdit.of(objects, merged, mended);
  }

  /** Whether the merged text is that of none of the sides. */
  private static boolean isOfBoth(TreeWalk walk) {
    for (int side = BASE; side <= MERGED; side++) {
      boolean file = walk.getFileMode(side).getObjectType() == Constants.OBJ_BLOB;
      if (!file || (side != MERGED && walk.idEqual(side, MERGED))) {
        return false;
      }
    }
    return true;
  }

  private void mend(TreeWalk walk, ObjectReader reader, TreeMap<String, Clash.Side> mended)
      throws IOException {
    RawText base = text(walk, BASE, reader);
    MergeResult<RawText> merge =
        new MergeAlgorithm()
            .merge(
                RawTextComparator.DEFAULT,
                base,
                text(walk, MAIN, reader),
                text(walk, BUILDER, reader));
    if (merge.containsConflicts()) {
      return; // merged by a rule of .gitattributes
    }
    byte[] bytes = new ConflictText(merge).taking(ConflictSide.MAIN);
    if (!Arrays.equals(bytes, bytes(walk, MERGED, reader))) {
      FileMode mode = walk.getFileMode(MERGED);
      mended.put(
          walk.getPathString(), new Clash.Side(mode, objects.insert(Constants.OBJ_BLOB, bytes)));
    }
  }

  private static RawText text(TreeWalk walk, int side, ObjectReader reader) throws IOException {
    return new RawText(bytes(walk, side, reader));
  }

  private static byte[] bytes(TreeWalk walk, int side, ObjectReader reader) throws IOException {
    AnyObjectId id = walk.getObjectId(side);
    return reader.open(id, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
  }
}
