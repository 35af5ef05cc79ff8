package dev.freehold.check;

import dev.freehold.file.FileTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which files of a tree are published at the addresses of assets, found in one pass over it. */
public final class PublishedAt {
  private final Map<String, List<FileTree.Entry>> byServed;

  public PublishedAt(FileTree tree, Collection<BuilderAsset> assets) {
    byServed =
        assets.stream()
            .map(BuilderAsset::served)
            .distinct()
            .collect(Collectors.toMap(served -> served, _ -> new ArrayList<>()));
    if (!byServed.isEmpty()) {
      tree.entries().forEach(this::add);
    }
  }

  private void add(FileTree.Entry entry) {
    String path = "/" + entry.path();
    for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
      List<FileTree.Entry> at = byServed.get(path.substring(slash));
      if (at != null) {
        at.add(entry);
      }
    }
  }

  /** More than one where several folders of the tree are published. */
  public List<FileTree.Entry> of(BuilderAsset asset) {
    return List.copyOf(byServed.getOrDefault(asset.served(), List.of()));
  }

  boolean has(BuilderAsset asset) {
    return !of(asset).isEmpty();
  }
}
