package dev.freehold.targets.site;

import dev.freehold.base.Json;
import dev.freehold.release.Artifact;
import java.util.Map;
import java.util.Optional;

/** The list of a release's files as it lies beside them, so that another machine can go back. */
public final class FileList {
  private FileList() {}

  /** Without the smaller encodings, which are made of the files. */
  public static String of(Artifact artifact) {
    return Json.write(
        new Artifact(
            artifact.id(),
            artifact.files().stream().map(FileList::plain).toList(),
            artifact.serving(),
            artifact.runtimeVariables()));
  }

  private static Artifact.File plain(Artifact.File file) {
    return new Artifact.File(file.path(), file.blob(), file.size(), file.immutable(), Map.of());
  }

  /** Empty for what is no list of files. */
  public static Optional<Artifact> read(String text) {
    return Json.maybe(text, Artifact.class).filter(artifact -> artifact.id() != null);
  }
}
