package dev.freehold.git;

import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/** A tree with some of its files replaced. */
final class TreeEdit {
  private TreeEdit() {}

  /**
   * @param files what each path becomes; a missing one is removed
   * @return id of the tree, which was inserted
   */
  static ObjectId of(ObjectInserter objects, ObjectId tree, Map<String, Clash.Side> files)
      throws IOException {
    if (files.isEmpty()) {
      return tree;
    }
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = objects.newReader()) {
      DirCacheBuilder whole = index.builder();
      whole.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
      whole.finish();
    }
    DirCacheEditor editor = index.editor();
    files.forEach(
        (path, side) ->
            editor.add(
                side.isMissing()
                    ? new DirCacheEditor.DeletePath(path)
                    : new DirCacheEditor.PathEdit(path) {
                      @Override
                      public void apply(DirCacheEntry entry) {
                        entry.setFileMode(side.mode());
                        entry.setObjectId(side.id());
                      }
                    }));
    editor.finish();
    return index.writeTree(objects);
  }
}
