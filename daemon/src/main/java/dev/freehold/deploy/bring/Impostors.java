package dev.freehold.deploy.bring;

import dev.freehold.base.MachineError;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderAssets;
import dev.freehold.check.BuilderStorage;
import dev.freehold.check.PublishedAt;
import dev.freehold.file.FileTree;
import dev.freehold.file.TrimmedTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files of an export that stand where the builder's own would be, and are not what the sources say
 * of those. Whoever made the export may have brought them, so they are looked at like what a host
 * sends.
 *
 * @param paths of them
 * @param refused why each is none, by its address
 */
public record Impostors(Set<String> paths, Map<String, String> refused) {
  /**
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static Impostors in(FileTree export) {
    var paths = new TreeSet<String>();
    var refused = new TreeMap<String, String>();
    var named = new ArrayList<>(BuilderAssets.named(export));
    named.addAll(BuilderStorage.loaded(export));
    var published = new PublishedAt(export, named);
    for (BuilderAsset asset : named) {
      for (FileTree.Entry entry : published.of(asset)) {
        try {
          AssetCheck.ofKept(asset, export, entry);
        } catch (RefusedAsset e) {
          paths.add(entry.path());
          refused.put(asset.address(), e.sentence());
        } catch (IOException e) {
          throw MachineError.io("Reading " + entry.path(), e);
        }
      }
    }
    return new Impostors(paths, refused);
  }

  public FileTree outOf(FileTree export) {
    return TrimmedTree.of(export, paths);
  }

  /** Why files are not there, with what came of bringing those that were thrown out. */
  public Map<String, String> refused(Brought brought) {
    var all = new TreeMap<>(refused);
    all.putAll(brought.refused());
    return all;
  }
}
