package dev.freehold.targets.local;

import dev.freehold.base.Json;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.release.Artifact;
import dev.freehold.targets.local.site.ServiceRuntime;
import dev.freehold.targets.local.site.SiteFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * The files of artifacts with servers, under their names, so that programs can run from them. Links
 * to the site's blobs where a sandbox keeps the programs from writing to them, copies elsewhere.
 */
final class SiteTrees {
  private final SiteFolder folder;

  SiteTrees(SiteFolder folder) {
    this.folder = folder;
  }

  /** The blobs are here. What runs them is written last, so a tree with it is whole. */
  void make(Artifact artifact, ServiceRuntime runtime) throws IOException {
    if (!Files.isRegularFile(folder.runtimeFile(artifact.id()))) {
      Files.createDirectories(folder.trees());
      Path tree = folder.tree(artifact.id());
      Folders.delete(tree);
      Files.createDirectory(tree);
      for (Artifact.File file : artifact.files()) {
        Path place = tree.resolve(file.path()).normalize();
        if (!place.startsWith(tree)) {
          throw new IOException("a file out of its tree: " + file.path());
        }
        Files.createDirectories(place.getParent());
        bring(folder.blob(file.blob()), place, runtime.mayGoWithoutSandbox());
      }
      for (Service service : artifact.serving().services()) {
        for (String writable : service.writable()) {
          Files.createDirectories(tree.resolve(service.folder()).resolve(writable));
        }
      }
    }
    DurableFiles.write(
        folder.runtimeFile(artifact.id()), Json.write(runtime).getBytes(StandardCharsets.UTF_8));
  }

  void deleteExcept(Set<String> artifacts) throws IOException {
    if (!Files.isDirectory(folder.trees())) {
      return;
    }
    try (var files = Files.list(folder.trees())) {
      for (Path path : (Iterable<Path>) files::iterator) {
        String id = path.getFileName().toString().replaceFirst("\\.json$", "");
        if (!artifacts.contains(id)) {
          Files.deleteIfExists(folder.runtimeFile(id));
          Folders.delete(folder.tree(id));
        }
      }
    }
  }

  private static void bring(Path blob, Path place, boolean writable) throws IOException {
    if (!writable) {
      try {
        Files.createLink(place, blob);
        return;
      } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
        // copied below
      }
    }
    Files.copy(blob, place, StandardCopyOption.REPLACE_EXISTING);
  }
}
