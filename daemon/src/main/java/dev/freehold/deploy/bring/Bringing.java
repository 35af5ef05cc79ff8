package dev.freehold.deploy.bring;

import dev.freehold.base.MachineError;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderAssets;
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
  private final AssetFetch fetch;
  private final Home home;

  public Bringing(AssetFetch fetch, Home home) {
    this.fetch = fetch;
    this.home = home;
  }

  /**
   * @param earlier trees that may have what was brought before
   * @param source where to fetch the rest; empty when nobody said so
   */
  public Brought bring(
      FileTree export, List<FileTree> earlier, Optional<URI> source, StepContext context) {
    var files = new TreeMap<String, JoinedTree.Source>();
    var wanted = new ArrayList<BuilderAsset>();
    for (BuilderAsset asset : BuilderAssets.missing(export)) {
      earlier.stream()
          .filter(tree -> has(tree, asset))
          .findFirst()
          .ifPresentOrElse(
              tree -> files.put(asset.path(), new JoinedTree.Source(tree, asset.path())),
              () -> wanted.add(asset));
    }
    return wanted.isEmpty() || source.isEmpty()
        ? new Brought(files, Map.of(), 0, Optional.empty())
        : fetched(files, wanted, source.get(), context);
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
      List<BuilderAsset> wanted,
      URI source,
      StepContext context) {
    context.log("Fetching what only " + source + " has (" + wanted.size() + " files).");
    Path folder = folder();
    Fetched fetched = fetch.fetch(source, wanted, folder, context::cancelled);
    FileTree bytes = DirectoryTree.of(folder);
    for (BuilderAsset asset : wanted) {
      Path file = fetched.files().get(asset.address());
      if (file != null) {
        files.put(asset.path(), new JoinedTree.Source(bytes, folder.relativize(file).toString()));
      }
    }
    var brought =
        new Brought(files, fetched.refused(), fetched.files().size(), Optional.of(folder));
    if (context.cancelled()) {
      brought.close();
      throw new CancelledException();
    }
    return brought;
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
