package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a build left in its output folder. Links count for nothing: they could lead anywhere. */
final class Output {
  private final PublishedTree tree;
  private final List<String> links;

  private Output(PublishedTree tree, List<String> links) {
    this.tree = tree;
    this.links = links;
  }

  /**
   * @param appFolder the app's root in the build's copy
   * @param output relative to it
   * @param fallback that stands in for a page at the root
   * @throws UserError {@code build.no-output}
   */
  static Output collect(Path appFolder, String output, Optional<String> fallback) {
    Path folder = appFolder;
    for (Path name : Path.of(output)) {
      folder = folder.resolve(name.toString());
      if (name.toString().equals("..") || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw none("The build ended well, but it left no folder " + output + ".");
      }
    }
    return published(DirectoryTree.of(folder), "", links(folder), output, fallback);
  }

  /** Files that are published as they are. */
  static Output of(FileTree tree, String folder) {
    return published(tree, folder, List.of(), folder, Optional.empty());
  }

  FileTree tree() {
    return tree;
  }

  List<String> withheld() {
    var all = new ArrayList<>(tree.withheld());
    all.addAll(links);
    return all.stream().sorted().toList();
  }

  private static Output published(
      FileTree whole,
      String folder,
      List<String> links,
      String shownAs,
      Optional<String> fallback) {
    var tree = new PublishedTree(whole, folder);
    if (tree.entry("index.html").isEmpty() && fallback.flatMap(tree::entry).isEmpty()) {
      throw none(
          "There is no index.html in "
              + (shownAs.isEmpty() ? "the app's folder" : "the folder " + shownAs)
              + ", so there is no page to show.");
    }
    return new Output(tree, links);
  }

  private static List<String> links(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isSymbolicLink)
          .map(link -> folder.relativize(link).toString())
          .toList();
    } catch (IOException e) {
      throw MachineError.io("Reading the build's output", e);
    }
  }

  private static UserError none(String message) {
    return new UserError(
        "build.no-output",
        message,
        "Build the app on your machine and look where index.html appears, and name that folder:"
            + " freehold app set output=FOLDER");
  }
}
