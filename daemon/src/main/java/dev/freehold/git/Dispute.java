package dev.freehold.git;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.RevWalkUtils;

/** A head of main and one of builder, and the files in which they conflict. */
final class Dispute {
  private static final int VIEW_LIMIT = 256 << 10;

  private final String app;
  private final NewObjects objects;
  private final BuilderMerge merging;
  private final ObjectId main;
  private final ObjectId builder;
  private final int exports;
  private final Optional<MergeSides> sides;
  private final SortedMap<String, Clash> clashes = new TreeMap<>();

  /**
   * @param objects open as long as this is used
   */
  Dispute(
      String app,
      NewObjects objects,
      OwnedPaths owned,
      BuilderMerge merging,
      ObjectId main,
      ObjectId builder)
      throws IOException {
    this.app = app;
    this.objects = objects;
    this.merging = merging;
    this.main = main;
    this.builder = builder;
    try (ObjectReader reader = objects.newReader();
        var walk = new RevWalk(reader)) {
      RevCommit ours = walk.parseCommit(main);
      RevCommit theirs = walk.parseCommit(builder);
      this.exports = RevWalkUtils.count(walk, theirs, ours);
      if (exports == 0) {
        this.sides = Optional.empty();
        return;
      }
      MergeSides all = MergeSides.of(objects, walk, ours, theirs, owned);
      this.sides = Optional.of(all);
      if (merging.attempt(all) instanceof Merged.Conflicting conflicting) {
        for (var file : conflicting.files().entrySet()) {
          Optional<MergeResult<RawText>> lines = file.getValue();
          clashes.put(file.getKey(), Clash.of(file.getKey(), all, lines, reader));
        }
      }
    }
  }

  /**
   * @param after the path after which this page begins; empty for the first page
   * @param limit how many files at most
   */
  Conflicts page(Optional<String> after, int limit) throws IOException {
    List<Clash> rest =
        clashes.values().stream()
            .filter(clash -> after.isEmpty() || clash.path().compareTo(after.get()) > 0)
            .toList();
    var files = new ArrayList<ConflictFile>();
    try (ObjectReader reader = objects.newReader()) {
      for (Clash clash : rest.subList(0, Math.min(limit, rest.size()))) {
        files.add(clash.describe(reader));
      }
    }
    return new Conflicts(
        app,
        exports > 0,
        main.name(),
        builder.name(),
        exports,
        clashes.size(),
        files,
        rest.size() > files.size() ? files.getLast().path() : null);
  }

  /**
   * @throws UserError {@code git.conflict-none}
   */
  ConflictView view(String path) throws IOException {
    Clash clash = clashes.get(path);
    if (clash == null) {
      throw new UserError(
          "git.conflict-none",
          "There is no conflict in " + path + " of " + app + ".",
          "See the files that have one: freehold git conflicts --app " + app);
    }
    try (ObjectReader reader = objects.newReader()) {
      var lines = new ConflictLines(VIEW_LIMIT);
      List<ConflictPlace> places = clash.places(reader, lines);
      return new ConflictView(
          path,
          clash.kind(),
          clash.isBinary(reader),
          main.name(),
          builder.name(),
          places,
          new ConflictView.Sizes(
              clash.main().size(reader), clash.builder().size(reader), clash.base().size(reader)),
          lines.cut());
    }
  }

  /**
   * A merge of both with this side taken for each file in conflict.
   *
   * @throws UserError {@code git.conflict-none}, {@code git.conflict-unsettled}
   */
  ObjectId settled(Map<String, ConflictSide> take) throws IOException {
    if (clashes.isEmpty()) {
      throw Unsettled.nothing(app, exports > 0);
    }
    Unsettled.refuse(app, clashes, take);
    var files = new TreeMap<String, Clash.Side>();
    for (Clash clash : clashes.values()) {
      ConflictSide side = take.get(clash.path());
      if (side != null) {
        files.put(clash.path(), clash.taking(side, objects));
      }
    }
    MergeSides before = sides.orElseThrow();
    var agreed =
        new MergeSides(
            before.base(),
            TreeEdit.of(objects, before.main(), files),
            TreeEdit.of(objects, before.builder(), files),
            before.tangled());
    return switch (merging.attempt(agreed)) {
      case Merged.Clean clean -> merging.commit(clean.tree(), main, builder, message(take));
      case Merged.Conflicting still ->
          throw new IllegalStateException("both sides have the same: " + still.files().keySet());
    };
  }

  private static String message(Map<String, ConflictSide> take) {
    var text = new StringBuilder(BuilderMerge.TITLE).append("\nWhere both changed something:\n");
    new TreeMap<>(take)
        .forEach(
            (path, side) ->
                text.append("  ").append(path).append(": ").append(side.words()).append('\n'));
    return text.toString();
  }
}
