package dev.freehold.intake;

import dev.freehold.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes files below the exports' folder that nobody needs any more. */
record Sweep(Path exports, ExportRows rows, ExportLocks locks) {

  /** Trees of exports that an app used, and folders whose export is forgotten. */
  void files(Instant olderThan) throws IOException {
    if (!Files.isDirectory(exports)) {
      return;
    }
    List<Path> folders;
    try (var found = Files.list(exports)) {
      folders = found.toList();
    }
    for (Path folder : folders) {
      String id = folder.getFileName().toString();
      locks.alone(id, () -> sweep(id, folder, olderThan));
    }
  }

  private boolean sweep(String id, Path folder, Instant olderThan) throws IOException {
    Optional<Export> export = rows.maybe(id);
    if (export.isEmpty()) {
      // a crash came between forgetting the export and deleting its files
      Folders.delete(folder);
    } else if (export.get().appId() != null && export.get().createdAt().isBefore(olderThan)) {
      new ExportFolder(folder).deleteTree();
    }
    return export.isEmpty();
  }
}
