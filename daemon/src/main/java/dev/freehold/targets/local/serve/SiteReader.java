package dev.freehold.targets.local.serve;

import dev.freehold.base.Json;
import dev.freehold.release.Artifact;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a site serves at this instant. The pointer's file is read for every request, so a switch is
 * in force for the very next one; it is parsed only when its bytes changed. Manifests never change.
 */
final class SiteReader {
  private final SiteFolder folder;
  private final ConcurrentHashMap<String, Manifest> manifests = new ConcurrentHashMap<>();
  private volatile Snapshot last = new Snapshot(new byte[0], Optional.empty());

  SiteReader(SiteFolder folder) {
    this.folder = folder;
  }

  SiteFolder folder() {
    return folder;
  }

  Optional<SitePointer> pointer() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(folder.pointerFile());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    Snapshot known = last;
    if (!Arrays.equals(known.bytes(), bytes)) {
      String json = new String(bytes, StandardCharsets.UTF_8);
      known = new Snapshot(bytes, Optional.of(Json.read(json, SitePointer.class)));
      last = known;
      forgetExcept(known.pointer().orElseThrow());
    }
    return known.pointer();
  }

  Optional<ServedRelease> staged(String releaseName) throws IOException {
    return folder.staged(releaseName).map(StagedRelease::release);
  }

  /** Empty when the manifest was pruned. */
  Optional<Manifest> manifest(String artifactId) throws IOException {
    Manifest known = manifests.get(artifactId);
    if (known == null) {
      Optional<Artifact> artifact = folder.artifact(artifactId);
      if (artifact.isEmpty()) {
        return Optional.empty();
      }
      known = Manifest.of(artifact.get());
      manifests.put(artifactId, known);
    }
    return Optional.of(known);
  }

  private void forgetExcept(SitePointer pointer) {
    List<String> kept = pointer.retained().stream().map(RetainedRelease::artifactId).toList();
    manifests.keySet().retainAll(kept);
  }

  private record Snapshot(byte[] bytes, Optional<SitePointer> pointer) {}
}
