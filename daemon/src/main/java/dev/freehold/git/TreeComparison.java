package dev.freehold.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Compares two trees; only the texts of the page that is asked for are read. */
final class TreeComparison implements AutoCloseable {
  static final int FILE_LIMIT = 64 << 10;
  static final int PAGE_LIMIT = 256 << 10;

  /** Comparing longer texts takes longer than anybody would read. */
  private static final int LONGEST_TEXT = 1 << 20;

  private final ObjectReader reader;
  private final List<Difference> differences;

  TreeComparison(Repository repository, Optional<ObjectId> from, ObjectId to) throws IOException {
    this.reader = repository.newObjectReader();
    this.differences = compare(from, to);
  }

  private List<Difference> compare(Optional<ObjectId> from, ObjectId to) throws IOException {
    var found = new ArrayList<Difference>();
    try (var walk = new TreeWalk(reader)) {
      if (from.isPresent()) {
        walk.addTree(from.get());
      } else {
        walk.addTree(new EmptyTreeIterator());
      }
      walk.addTree(to);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        found.add(
            new Difference(
                walk.getPathString(),
                new Side(walk.getFileMode(0), walk.getObjectId(0)),
                new Side(walk.getFileMode(1), walk.getObjectId(1))));
      }
    }
    found.sort(Comparator.comparing(Difference::path));
    return found;
  }

  TreeDiff page(@Nullable String after, int limit) throws IOException {
    List<Difference> rest =
        differences.stream().filter(d -> after == null || d.path().compareTo(after) > 0).toList();
    var files = new ArrayList<TreeDiff.FileChange>();
    int room = PAGE_LIMIT;
    for (Difference difference : rest.subList(0, Math.min(limit, rest.size()))) {
      TreeDiff.FileChange file = describe(difference, Math.min(room, FILE_LIMIT));
      room -= file.textDiff() == null ? 0 : bytes(file.textDiff());
      files.add(file);
    }
    return new TreeDiff(
        files,
        count(TreeDiff.Kind.ADDED),
        count(TreeDiff.Kind.CHANGED),
        count(TreeDiff.Kind.REMOVED),
        rest.size() > files.size() && !files.isEmpty() ? files.getLast().path() : null);
  }

  Optional<TreeDiff.FileChange> file(String path) throws IOException {
    for (Difference difference : differences) {
      if (difference.path().equals(path)) {
        return Optional.of(describe(difference, FILE_LIMIT));
      }
    }
    return Optional.empty();
  }

  ChangedPaths paths() {
    return new ChangedPaths(
        paths(TreeDiff.Kind.ADDED), paths(TreeDiff.Kind.CHANGED), paths(TreeDiff.Kind.REMOVED));
  }

  private List<String> paths(TreeDiff.Kind kind) {
    return differences.stream().filter(d -> d.kind() == kind).map(Difference::path).toList();
  }

  private int count(TreeDiff.Kind kind) {
    return (int) differences.stream().filter(d -> d.kind() == kind).count();
  }

  private TreeDiff.FileChange describe(Difference d, int room) throws IOException {
    byte @Nullable [] old = read(d.from());
    byte @Nullable [] now = read(d.to());
    if (old == null || now == null) {
      return new TreeDiff.FileChange(d.path(), d.kind(), false, null, true);
    }
    if (RawText.isBinary(old, old.length, true) || RawText.isBinary(now, now.length, true)) {
      return new TreeDiff.FileChange(d.path(), d.kind(), true, null, false);
    }
    var out = new CutOutput(room);
    if (d.kind() == TreeDiff.Kind.CHANGED && !d.from().mode().equals(d.to().mode())) {
      String modes = "old mode %s\nnew mode %s\n".formatted(d.from().mode(), d.to().mode());
      out.write(modes.getBytes(StandardCharsets.UTF_8));
    }
    var a = new RawText(old);
    var b = new RawText(now);
    try (var formatter = new DiffFormatter(out)) {
      formatter.format(
          DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.HISTOGRAM)
              .diff(RawTextComparator.DEFAULT, a, b),
          a,
          b);
    }
    return new TreeDiff.FileChange(d.path(), d.kind(), false, out.text(), out.cut());
  }

  /** Null when too long; a submodule reads as the commit it names. */
  private byte @Nullable [] read(Side side) throws IOException {
    if (side.mode().equals(FileMode.MISSING)) {
      return new byte[0];
    }
    if (side.mode().equals(FileMode.GITLINK)) {
      return ("Subproject commit " + side.id().name() + "\n").getBytes(StandardCharsets.UTF_8);
    }
    ObjectLoader blob = reader.open(side.id());
    return blob.getSize() > LONGEST_TEXT ? null : blob.getCachedBytes(LONGEST_TEXT);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public void close() {
    reader.close();
  }

  private record Side(FileMode mode, ObjectId id) {}

  private record Difference(String path, Side from, Side to) {
    TreeDiff.Kind kind() {
      if (from.mode().equals(FileMode.MISSING)) {
        return TreeDiff.Kind.ADDED;
      }
      return to.mode().equals(FileMode.MISSING) ? TreeDiff.Kind.REMOVED : TreeDiff.Kind.CHANGED;
    }
  }
}
