package dev.freehold.targets.local;

import dev.freehold.base.Sha256;
import dev.freehold.file.BlobSource;
import dev.freehold.file.DurableFiles;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The site's own claim on bytes: a second link to the file in the blob store, which stays when the
 * store's own goes. Where the disk has no links, a copy.
 */
final class SiteBlobs {
  private final SiteFolder folder;

  SiteBlobs(SiteFolder folder) {
    this.folder = folder;
  }

  List<Sha256> missing(Collection<Sha256> wanted) {
    return wanted.stream().filter(id -> !Files.exists(folder.blob(id))).toList();
  }

  /**
   * Durable when it returns. Repeating it is harmless.
   *
   * @param done is told after each blob how many are here
   */
  void claim(Collection<Sha256> wanted, BlobSource source, IntConsumer done) throws IOException {
    Files.createDirectories(folder.blobs());
    int count = 0;
    boolean changed = false;
    for (Sha256 id : wanted) {
      changed |= claim(id, source);
      done.accept(++count);
    }
    if (changed) {
      DurableFiles.syncFolder(folder.blobs());
    }
  }

  void deleteExcept(Set<Sha256> keep) throws IOException {
    if (!Files.isDirectory(folder.blobs())) {
      return;
    }
    try (var files = Files.list(folder.blobs())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (!Sha256.isValid(name) || !keep.contains(new Sha256(name))) {
          Files.delete(file);
        }
      }
    }
  }

  private boolean claim(Sha256 id, BlobSource source) throws IOException {
    Path blob = folder.blob(id);
    if (Files.exists(blob)) {
      return false;
    }
    try {
      Files.createLink(blob, source.path(id));
    } catch (FileAlreadyExistsException _) {
      return true;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException _) {
      copy(id, source, blob);
    }
    return true;
  }

  private static void copy(Sha256 id, BlobSource source, Path blob) throws IOException {
    Path temporary = DurableFiles.temporaryBeside(blob);
    try (var in = source.open(id)) {
      Files.copy(in, temporary);
      DurableFiles.sync(temporary);
      DurableFiles.publish(temporary, blob);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
