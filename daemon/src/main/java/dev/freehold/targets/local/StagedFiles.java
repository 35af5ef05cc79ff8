package dev.freehold.targets.local;

import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All staged releases of a site. */
final class StagedFiles {
  private final SiteFolder folder;

  StagedFiles(SiteFolder folder) {
    this.folder = folder;
  }

  List<StagedRelease> all() throws IOException {
    var found = new ArrayList<StagedRelease>();
    if (!Files.isDirectory(folder.stagedFolder())) {
      return found;
    }
    try (var files = Files.list(folder.stagedFolder())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        if (HostNames.isReleaseName(name)) {
          folder.staged(name).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  void delete(StagedRelease staged) throws IOException {
    Files.deleteIfExists(folder.stagedFile(staged.release().releaseName()));
  }
}
