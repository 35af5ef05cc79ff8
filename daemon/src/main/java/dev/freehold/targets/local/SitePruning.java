package dev.freehold.targets.local;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.release.Artifact;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes what no kept release of a site needs. */
final class SitePruning {
  private final SiteFolder folder;
  private final SiteBlobs held;
  private final StagedFiles stagedFiles;

  SitePruning(SiteFolder folder, SiteBlobs held) {
    this.folder = folder;
    this.held = held;
    this.stagedFiles = new StagedFiles(folder);
  }

  /**
   * First the names, then the bytes: a crash between leaves files, which the next time deletes.
   *
   * @return ids of the artifacts that are left
   */
  Set<String> keep(Set<String> releaseIds, Instant now) throws IOException {
    var artifacts = new HashSet<String>();
    Optional<SitePointer> pointer = folder.pointer();
    var kept = new HashSet<>(releaseIds);
    if (pointer.isPresent()) {
      SitePointer smaller = pointer.get().retaining(releaseIds, now);
      if (!smaller.equals(pointer.get())) {
        DurableFiles.write(
            folder.pointerFile(), Json.write(smaller).getBytes(StandardCharsets.UTF_8));
      }
      smaller.retained().stream().map(RetainedRelease::artifactId).forEach(artifacts::add);
      kept.addAll(smaller.retainedIds());
    }
    var settings = new HashSet<String>();
    pointer.map(SitePointer::live).ifPresent(live -> settings.add(live.settingsId()));
    pointer.flatMap(SitePointer::previous).ifPresent(live -> settings.add(live.settingsId()));
    for (StagedRelease staged : stagedFiles.all()) {
      if (kept.contains(staged.release().releaseId())) {
        settings.add(staged.release().settingsId());
        artifacts.add(staged.release().artifactId());
      } else {
        stagedFiles.delete(staged);
      }
    }
    deleteManifestsExcept(artifacts);
    new SiteTrees(folder).deleteExcept(artifacts);
    held.deleteExcept(blobsOf(artifacts));
    deleteSettingsExcept(settings);
    deleteServicesExcept(settings);
    return artifacts;
  }

  private void deleteSettingsExcept(Set<String> settings) throws IOException {
    if (!Files.isDirectory(folder.settings())) {
      return;
    }
    try (var files = Files.list(folder.settings())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!settings.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  /** What servers left that no release runs with any more. */
  private void deleteServicesExcept(Set<String> settings) throws IOException {
    if (!Files.isDirectory(folder.services())) {
      return;
    }
    try (var left = Files.list(folder.services())) {
      for (Path path : (Iterable<Path>) left::iterator) {
        String name = path.getFileName().toString();
        if (settings.stream().noneMatch(id -> name.contains("." + id + "."))) {
          Folders.delete(path);
        }
      }
    }
  }

  private void deleteManifestsExcept(Set<String> artifacts) throws IOException {
    if (!Files.isDirectory(folder.artifacts())) {
      return;
    }
    List<Path> manifests;
    try (var files = Files.list(folder.artifacts())) {
      manifests = files.toList();
    }
    for (Path manifest : manifests) {
      String id = manifest.getFileName().toString().replaceFirst("\\.json$", "");
      if (!artifacts.contains(id)) {
        Files.delete(manifest);
      }
    }
  }

  private Set<Sha256> blobsOf(Set<String> artifacts) throws IOException {
    var blobs = new HashSet<Sha256>();
    for (String id : artifacts) {
      folder.artifact(id).map(Artifact::blobsWithVariants).ifPresent(b -> blobs.addAll(b.keySet()));
    }
    return blobs;
  }
}
