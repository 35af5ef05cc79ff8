package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A file tree without some of its files. */
public final class TrimmedTree implements FileTree {
  private final FileTree base;
  private final Set<String> paths;
  private final List<Entry> entries;

  private TrimmedTree(FileTree base, Set<String> paths) {
    this.base = base;
    this.paths = paths;
    this.entries = base.entries().stream().filter(entry -> !paths.contains(entry.path())).toList();
  }

  public static FileTree of(FileTree base, Set<String> without) {
    return without.isEmpty() ? base : new TrimmedTree(base, Set.copyOf(without));
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public InputStream open(String path) throws IOException {
    if (paths.contains(path)) {
      throw new NoSuchFileException(path);
    }
    return base.open(path);
  }

  @Override
  public Optional<Sha256> sha256(String path) {
    return paths.contains(path) ? Optional.empty() : base.sha256(path);
  }
}
