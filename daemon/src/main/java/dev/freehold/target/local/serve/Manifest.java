package dev.freehold.target.local.serve;

import dev.freehold.release.Artifact;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An artifact's files, ready to be looked up. */
record Manifest(Map<String, Artifact.File> files, Optional<String> spaFallback) {
  static Manifest of(Artifact artifact) {
    return new Manifest(
        artifact.files().stream()
            .collect(Collectors.toMap(Artifact.File::path, Function.identity())),
        artifact.spaFallback());
  }

  Optional<Artifact.File> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The file itself, a folder's index, or the page whose address leaves out its {@code .html}. */
  Optional<Artifact.File> document(RequestPath path) {
    if (path.isFolder()) {
      return file(path.decoded() + "index.html");
    }
    return file(path.decoded()).or(() -> file(path.decoded() + ".html"));
  }

  /** Whether it is a folder's address without the slash at its end. */
  boolean lacksSlash(RequestPath path) {
    return !path.isFolder() && files.containsKey(path.decoded() + "/index.html");
  }

  Optional<Artifact.File> fallback() {
    return spaFallback.flatMap(this::file);
  }
}
