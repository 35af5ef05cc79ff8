package dev.freehold.git;

import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** Makes and opens an app's bare repository. A repository that is there is complete. */
final class BareRepository {
  /**
   * Written as it is, so that git and JGit read one truth. Local settings outrank the user's, also
   * when the user's own git serves a push into this repository.
   */
  private static final String CONFIG =
      """
      [core]
      \trepositoryFormatVersion = 0
      \tfileMode = true
      \tbare = true
      \tlogAllRefUpdates = true
      \t# all that git writes when it serves a push, loose objects too
      \tfsync = all
      \t# an empty folder: no hook runs, whoever put it where
      \thooksPath = no-hooks
      [gc]
      \tauto = 0
      [receive]
      \tautogc = false
      \tfsckObjects = true
      \tdenyNonFastForwards = true
      \tdenyDeletes = true
      \t# only exports move it; fetching it works
      \thideRefs = refs/heads/builder
      """;

  private BareRepository() {}

  static FileRepository openOrCreate(Path folder) throws IOException {
    IsolatedSystemReader.install();
    if (!Files.isDirectory(folder)) {
      create(folder);
    }
    return open(folder);
  }

  /** Opens without looking for anything outside of {@code folder}. */
  static FileRepository open(Path folder) throws IOException {
    IsolatedSystemReader.install();
    return new FileRepository(new RepositoryBuilder().setBare().setGitDir(folder.toFile()).setup());
  }

  private static void create(Path folder) throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("not a place for a repository: " + folder);
    }
    Files.createDirectories(parent);
    String prefix = "." + folder.getFileName() + ".";
    deleteLeftovers(parent, prefix);
    Path temporary = parent.resolve(prefix + UUID.randomUUID());
    try (FileRepository repository = open(temporary)) {
      repository.create(true);
      RefUpdate head = repository.updateRef(Constants.HEAD);
      head.disableRefLog();
      head.link(Constants.R_HEADS + AppRepository.MAIN);
    }
    Files.createDirectory(temporary.resolve("no-hooks"));
    DurableFiles.write(
        temporary.resolve(Constants.CONFIG), CONFIG.getBytes(StandardCharsets.UTF_8));
    syncAll(temporary);
    Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(parent);
  }

  private static void deleteLeftovers(Path parent, String prefix) throws IOException {
    try (var left = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : left) {
        Folders.delete(folder);
      }
    }
  }

  private static void syncAll(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isDirectory(file)) {
          DurableFiles.syncFolder(file);
        } else {
          DurableFiles.sync(file);
        }
      }
    }
  }
}
