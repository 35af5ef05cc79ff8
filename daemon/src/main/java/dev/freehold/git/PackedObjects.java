package dev.freehold.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.AnyObjectId;

/**
 * The objects in a repository's packs as they are now. JGit's own look-up reads the folder again
 * for each object that is missing, which an export has thousands of. Like {@code PackInserter}, it
 * leaves out loose objects, which may be unreachable. Thread-safe.
 */
final class PackedObjects {
  private final List<Pack> packs;

  PackedObjects(FileRepository repository) {
    this.packs = List.copyOf(repository.getObjectDatabase().getPacks());
  }

  boolean contains(AnyObjectId id) throws IOException {
    for (Pack pack : packs) {
      if (pack.hasObject(id)) {
        return true;
      }
    }
    return false;
  }
}
