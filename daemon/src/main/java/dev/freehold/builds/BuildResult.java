package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a build made. Closing deletes the folder that holds it.
 *
 * @param output what may be published
 * @param withheld paths of the output that are never published, sorted
 * @param runtimeVariables names that the page looks up when it is loaded, sorted
 * @param notes what the owner should know, one sentence each
 * @param folder the work folder; empty when nothing was built
 */
public record BuildResult(
    FileTree output,
    List<String> withheld,
    List<String> runtimeVariables,
    List<String> notes,
    Optional<Path> folder)
    implements AutoCloseable {
  @Override
  public void close() {
    if (folder.isPresent()) {
      try {
        Folders.delete(folder.get());
      } catch (IOException e) {
        throw MachineError.io("Deleting the build folder " + folder.get(), e);
      }
    }
  }
}
