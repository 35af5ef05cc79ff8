package dev.freehold.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * One path in conflict, as each side has it.
 *
 * @param lines the merge of its lines; empty where only a whole file can be taken
 */
record Clash(String path, Side base, Side main, Side builder, Optional<ConflictText> lines) {

  static Clash of(
      String path, MergeSides sides, Optional<MergeResult<RawText>> merge, ObjectReader reader)
      throws IOException {
    Side base = Side.of(path, sides.base(), reader);
    Side main = Side.of(path, sides.main(), reader);
    Side builder = Side.of(path, sides.builder(), reader);
    boolean texts = main.isFile() && builder.isFile() && (base.isFile() || base.isMissing());
    return new Clash(path, base, main, builder, merge.filter(_ -> texts).map(ConflictText::new));
  }

  ConflictKind kind() {
    boolean gone = main.isMissing() || builder.isMissing();
    if (main.isFolder() || builder.isFolder() || (gone && !base.isThere())) {
      return ConflictKind.FILE_AND_FOLDER;
    }
    if (main.isMissing()) {
      return ConflictKind.MAIN_REMOVED;
    }
    if (builder.isMissing()) {
      return ConflictKind.BUILDER_REMOVED;
    }
    return base.isThere() ? ConflictKind.BOTH_CHANGED : ConflictKind.BOTH_ADDED;
  }

  List<ConflictSide> choices() {
    return kind() == ConflictKind.FILE_AND_FOLDER ? List.of() : List.of(ConflictSide.values());
  }

  ConflictFile describe(ObjectReader reader) throws IOException {
    int places = lines.map(ConflictText::places).orElse(1);
    return new ConflictFile(path, kind(), isBinary(reader), places, choices());
  }

  boolean isBinary(ObjectReader reader) throws IOException {
    if (lines.isPresent()) {
      return false;
    }
    for (Side side : List.of(main, builder)) {
      if (side.isThere() && RawText.isBinary(side.bytes(reader))) {
        return true;
      }
    }
    return false;
  }

  /** Both sides, place by place; of a text that is taken as a whole, one place. */
  List<ConflictPlace> places(ObjectReader reader, ConflictLines shown) throws IOException {
    if (lines.isPresent()) {
      return lines.get().places(shown);
    }
    if (kind() == ConflictKind.FILE_AND_FOLDER || isBinary(reader)) {
      return List.of();
    }
    int third = shown.third();
    return List.of(
        new ConflictPlace(
            1,
            List.of(),
            main.lines(reader, shown, third),
            builder.lines(reader, shown, third),
            base.lines(reader, shown, third),
            List.of()));
  }

  /** What the path is with this side taken; a missing one when that side has no file. */
  Side taking(ConflictSide side, ObjectInserter objects) throws IOException {
    Side chosen = side == ConflictSide.MAIN ? main : builder;
    if (lines.isEmpty()) {
      return chosen;
    }
    ObjectId text = objects.insert(Constants.OBJ_BLOB, lines.get().taking(side));
    return new Side(mode(chosen), text);
  }

  /** A mode that only one side changed is kept as well. */
  private FileMode mode(Side chosen) {
    if (main.mode().equals(base.mode())) {
      return builder.mode();
    }
    return builder.mode().equals(base.mode()) ? main.mode() : chosen.mode();
  }

  /** What a path is in one of the trees. */
  record Side(FileMode mode, ObjectId id) {
    private static final Side MISSING = new Side(FileMode.MISSING, ObjectId.zeroId());

    private static Side of(String path, ObjectId tree, ObjectReader reader) throws IOException {
      try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
        return walk == null ? MISSING : new Side(walk.getFileMode(0), walk.getObjectId(0));
      }
    }

    boolean isMissing() {
      return mode.equals(FileMode.MISSING);
    }

    boolean isFolder() {
      return mode.equals(FileMode.TREE);
    }

    /** A file, a link or a submodule. */
    boolean isThere() {
      return !isMissing() && !isFolder();
    }

    private boolean isFile() {
      return Stream.of(FileMode.REGULAR_FILE, FileMode.EXECUTABLE_FILE).anyMatch(mode::equals);
    }

    @Nullable Long size(ObjectReader reader) throws IOException {
      return isThere() ? (long) bytes(reader).length : null;
    }

    /** A submodule reads as the commit that it names. */
    private byte[] bytes(ObjectReader reader) throws IOException {
      if (mode.equals(FileMode.GITLINK)) {
        return ("Subproject commit " + id.name() + "\n").getBytes(StandardCharsets.UTF_8);
      }
      return reader.open(id, Constants.OBJ_BLOB).getBytes();
    }

    private List<String> lines(ObjectReader reader, ConflictLines shown, int most)
        throws IOException {
      if (!isThere()) {
        return List.of();
      }
      var text = new RawText(bytes(reader));
      return shown.of(text, 0, text.size(), most);
    }
  }
}
