package dev.freehold.release;

import dev.freehold.file.BlobSource;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files of an artifact. */
public final class ArtifactTree implements FileTree {
  private final List<Entry> entries;
  private final Map<String, Artifact.File> files;
  private final BlobSource blobs;

  ArtifactTree(List<Artifact.File> files, BlobSource blobs) {
    this.entries = files.stream().map(f -> new Entry(f.path(), f.size(), false)).toList();
    this.files = files.stream().collect(Collectors.toMap(Artifact.File::path, Function.identity()));
    this.blobs = blobs;
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public InputStream open(String path) throws IOException {
    Artifact.File file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    return blobs.open(file.blob());
  }
}
