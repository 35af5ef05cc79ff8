package dev.freehold.file;

import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A file tree seen as an archive, so that the same rules hold for it. */
final class TreeReader implements ArchiveReader {
  private final FileTree tree;
  private final Iterator<FileTree.Entry> entries;

  TreeReader(FileTree tree) {
    this.tree = tree;
    this.entries = tree.entries().iterator();
  }

  @Override
  public @Nullable Item next() {
    return entries.hasNext() ? new Entry(tree, entries.next()) : null;
  }

  @Override
  public long packedBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {}

  private record Entry(FileTree tree, FileTree.Entry entry) implements Item {
    @Override
    public String path() {
      return entry.path();
    }

    @Override
    public Type type() {
      return Type.FILE;
    }

    @Override
    public boolean executable() {
      return entry.executable();
    }

    @Override
    public InputStream open() {
      return ArchiveReader.reading(ArchiveReader.reading(() -> tree.open(entry.path())));
    }
  }
}
