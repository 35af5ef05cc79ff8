package dev.freehold.targets.local.supervise;

import dev.freehold.file.Folders;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.Sandbox;
import dev.freehold.process.Unsandboxed;
import dev.freehold.targets.local.site.KeptContent;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ServedRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the folders that an app keeps at their places in the files of a release. */
final class KeptPlaces {
  /**
   * @param inside where the server sees the release's files
   * @return with the folders over the read-only files; without a sandbox, links lead to them
   */
  synchronized Confinement in(
      Confinement confinement,
      Sandbox sandbox,
      SiteFolder folder,
      ServedRelease release,
      String inside)
      throws IOException {
    Path tree = folder.tree(release.artifactId());
    Confinement with = confinement;
    for (String name : release.kept()) {
      Path place = tree.resolve(name);
      Path content = new KeptContent(folder).open(name, place);
      if (sandbox.name().equals(Unsandboxed.NAME)) {
        link(place, content);
      } else {
        makeRoom(place);
        with = with.withMount(Mount.writable(content, inside + "/" + name));
      }
    }
    return with;
  }

  private static void link(Path place, Path content) throws IOException {
    if (!Files.isSymbolicLink(place)) {
      Folders.delete(place);
      Files.createDirectories(place.resolveSibling(""));
      Files.createSymbolicLink(place, content);
    }
  }

  /**
   * A mount needs something to lie on, and the sandbox can't make it in files that are read-only.
   */
  private static void makeRoom(Path place) throws IOException {
    if (Files.isSymbolicLink(place)) {
      Files.delete(place);
    }
    Files.createDirectories(place);
  }
}
