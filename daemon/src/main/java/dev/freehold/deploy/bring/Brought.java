package dev.freehold.deploy.bring;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import dev.freehold.file.JoinedTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What an export lacks. Closing deletes the bytes that were fetched.
 *
 * @param files those that are there, by the path that each shall have
 * @param refused why others are not, by their addresses
 * @param fetched how many of the files were fetched just now
 */
public record Brought(
    Map<String, JoinedTree.Source> files,
    Map<String, String> refused,
    int fetched,
    Optional<Path> folder)
    implements AutoCloseable {
  public FileTree in(FileTree export) {
    return JoinedTree.of(export, files);
  }

  @Override
  public void close() {
    if (folder.isPresent()) {
      try {
        Folders.delete(folder.get());
      } catch (IOException e) {
        throw MachineError.io("Deleting " + folder.get(), e);
      }
    }
  }
}
