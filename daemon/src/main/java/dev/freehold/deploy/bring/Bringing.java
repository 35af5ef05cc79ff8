package dev.freehold.deploy.bring;

import dev.freehold.base.MachineError;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderAssets;
import dev.freehold.check.BuilderStorage;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileTree;
import dev.freehold.file.Home;
import dev.freehold.file.JoinedTree;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Brings the files that an export leaves at its builder: from earlier commits, or from there. */
public final class Bringing {
  /**
   * What the owner agreed to.
   *
   * @param source where the builder's hosting still answers, if somebody said so
   * @param storage whether files in a builder's storage are brought as well
   */
  public record Agreed(Optional<URI> source, boolean storage) {}

  private final AssetFetch fetch;
  private final Home home;

  public Bringing(AssetFetch fetch, Home home) {
    this.fetch = fetch;
    this.home = home;
  }

  /**
   * @param earlier trees that may have what was brought before
   */
  public Brought bring(
      FileTree export, List<FileTree> earlier, Agreed agreed, StepContext context) {
    var files = new TreeMap<String, JoinedTree.Source>();
    var wanted = new ArrayList<BuilderAsset>();
    for (BuilderAsset asset : missing(export, agreed)) {
      earlier.stream()
          .filter(tree -> has(tree, asset))
          .findFirst()
          .ifPresentOrElse(
              tree -> files.put(asset.path(), new JoinedTree.Source(tree, asset.path())),
              () -> wanted.add(asset));
    }
    var bySource = new TreeMap<URI, List<BuilderAsset>>();
    for (BuilderAsset asset : wanted) {
      asset
          .origin()
          .or(agreed::source)
          .ifPresent(at -> bySource.computeIfAbsent(at, _ -> new ArrayList<>()).add(asset));
    }
    return bySource.isEmpty()
        ? new Brought(files, Map.of(), 0, Optional.empty())
        : fetched(files, bySource, context);
  }

  private static List<BuilderAsset> missing(FileTree export, Agreed agreed) {
    var missing = new ArrayList<>(BuilderAssets.missing(export));
    if (agreed.storage()) {
      missing.addAll(BuilderStorage.missing(export));
    }
    return missing;
  }

  private static boolean has(FileTree tree, BuilderAsset asset) {
    Optional<FileTree.Entry> entry = tree.entry(asset.path());
    if (entry.isEmpty()) {
      return false;
    }
    try {
      AssetCheck.ofKept(asset, tree, entry.get());
      return true;
    } catch (RefusedAsset e) {
      return false;
    } catch (IOException e) {
      throw MachineError.io("Reading " + asset.path(), e);
    }
  }

  private Brought fetched(
      Map<String, JoinedTree.Source> files,
      Map<URI, List<BuilderAsset>> wanted,
      StepContext context) {
    Path folder = folder();
    var coming = new TreeMap<String, Path>();
    var refused = new TreeMap<String, String>();
    wanted.forEach(
        (source, assets) -> {
          context.log("Fetching what only " + source + " has (" + assets.size() + " files).");
          Path own = folder(folder, source);
          Fetched fetched = fetch.fetch(source, assets, own, context::cancelled);
          assets.stream()
              .filter(asset -> fetched.files().containsKey(asset.address()))
              .forEach(asset -> coming.put(asset.path(), fetched.files().get(asset.address())));
          refused.putAll(fetched.refused());
        });
    FileTree bytes = DirectoryTree.of(folder);
    coming.forEach(
        (path, file) ->
            files.put(path, new JoinedTree.Source(bytes, folder.relativize(file).toString())));
    var brought = new Brought(files, refused, coming.size(), Optional.of(folder));
    if (context.cancelled()) {
      brought.close();
      throw new CancelledException();
    }
    return brought;
  }

  private static Path folder(Path folder, URI source) {
    try {
      return Files.createDirectory(
          folder.resolve(source.getRawAuthority().replaceAll("[^A-Za-z0-9.-]", "_")));
    } catch (IOException e) {
      throw MachineError.io("Making a folder in " + folder, e);
    }
  }

  /** A crash leaves it to the next start, which empties the place. */
  private Path folder() {
    try {
      return Files.createTempDirectory(Files.createDirectories(home.work()), "bring-");
    } catch (IOException e) {
      throw MachineError.io("Making a folder in " + home.work(), e);
    }
  }
}
