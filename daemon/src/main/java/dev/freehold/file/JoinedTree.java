package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file tree with files of other trees in it, where it has none of its own. */
public final class JoinedTree implements FileTree {
  private final FileTree base;
  private final List<Entry> entries;
  private final Map<String, Source> joined;

  /**
   * @param path in that tree
   */
  public record Source(FileTree tree, String path) {
    private Optional<Entry> entry() {
      return tree.entry(path);
    }
  }

  private JoinedTree(FileTree base, List<Entry> entries, Map<String, Source> joined) {
    this.base = base;
    this.entries = entries;
    this.joined = joined;
  }

  /**
   * @param files by the path that each shall have; those that are nowhere are passed over
   */
  public static FileTree of(FileTree base, Map<String, Source> files) {
    var joined = new TreeMap<>(files);
    base.entries().forEach(entry -> joined.remove(entry.path()));
    joined.values().removeIf(source -> source.entry().isEmpty());
    if (joined.isEmpty()) {
      return base;
    }
    var entries = new ArrayList<>(base.entries());
    joined.forEach(
        (path, source) ->
            source.entry().ifPresent(e -> entries.add(new Entry(path, e.size(), false))));
    entries.sort(Comparator.comparing(Entry::path));
    return new JoinedTree(base, List.copyOf(entries), joined);
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public InputStream open(String path) throws IOException {
    Source source = joined.get(path);
    return source == null ? base.open(path) : source.tree().open(source.path());
  }

  @Override
  public Optional<Sha256> sha256(String path) {
    Source source = joined.get(path);
    return source == null ? base.sha256(path) : source.tree().sha256(source.path());
  }
}
