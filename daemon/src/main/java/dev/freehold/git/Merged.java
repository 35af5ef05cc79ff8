package dev.freehold.git;

import java.util.Optional;
import java.util.SortedMap;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.merge.MergeResult;

/** What came of merging the builder's export into main. */
sealed interface Merged {
  record Clean(ObjectId tree) implements Merged {}

  /**
   * @param files by path; with the merge of its lines where both sides have a text
   */
  record Conflicting(SortedMap<String, Optional<MergeResult<RawText>>> files) implements Merged {}
}
