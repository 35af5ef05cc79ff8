package dev.freehold.builds;

import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** One folder of another tree, without what is never published. */
final class PublishedTree implements FileTree {
  private final FileTree whole;
  private final String prefix;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> withheld = new ArrayList<>();

  /**
   * @param folder {@code ""} for the whole tree
   */
  PublishedTree(FileTree whole, String folder) {
    this.whole = whole;
    this.prefix = folder.isEmpty() ? "" : folder + "/";
    for (Entry entry : whole.entries()) {
      if (!entry.path().startsWith(prefix)) {
        continue;
      }
      String path = entry.path().substring(prefix.length());
      if (NeverPublished.covers(path)) {
        withheld.add(path);
      } else {
        entries.add(new Entry(path, entry.size(), entry.executable()));
      }
    }
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  List<String> withheld() {
    return List.copyOf(withheld);
  }

  @Override
  public InputStream open(String path) throws IOException {
    if (NeverPublished.covers(path)) {
      throw new NoSuchFileException(path);
    }
    return whole.open(prefix + path);
  }
}
