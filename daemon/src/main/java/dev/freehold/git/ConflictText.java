package dev.freehold.git;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;

/** A text that both sides changed, in pieces. Bytes stay as they are, also the ends of lines. */
final class ConflictText {
  private static final int CONTEXT = 3;

  private static final int BASE = 0;
  private static final int MAIN = 1;
  private static final int BUILDER = 2;

  private final MergeResult<RawText> merge;

  ConflictText(MergeResult<RawText> merge) {
    this.merge = merge;
  }

  int places() {
    int places = 0;
    for (MergeChunk chunk : merge) {
      places += chunk.getConflictState() == ConflictState.FIRST_CONFLICTING_RANGE ? 1 : 0;
    }
    return places;
  }

  /** The side's lines where both changed something, and all that only one of them changed. */
  byte[] taking(ConflictSide side) {
    var out = new ByteArrayOutputStream();
    for (MergeChunk chunk : merge) {
      if (isTaken(chunk.getConflictState(), side)) {
        RawText text = merge.getSequences().get(chunk.getSequenceIndex());
        int from = start(text, chunk.getBegin());
        out.write(text.getRawContent(), from, start(text, chunk.getEnd()) - from);
      }
    }
    return out.toByteArray();
  }

  private static boolean isTaken(ConflictState state, ConflictSide side) {
    return switch (state) {
      case NO_CONFLICT -> true;
      case BASE_CONFLICTING_RANGE -> false;
      case FIRST_CONFLICTING_RANGE -> side == ConflictSide.MAIN;
      case NEXT_CONFLICTING_RANGE -> side == ConflictSide.BUILDER;
    };
  }

  /** Where the line begins; where the text ends for the line behind the last. */
  private static int start(RawText text, int line) {
    return line < text.size() ? text.getRawString(line).position() : text.getRawContent().length;
  }

  List<ConflictPlace> places(ConflictLines lines) {
    var places = new ArrayList<ConflictPlace>();
    Range main = Range.EMPTY;
    Range base = Range.EMPTY;
    for (MergeChunk chunk : merge) {
      var range = new Range(chunk.getBegin(), chunk.getEnd());
      switch (chunk.getConflictState()) {
        case NO_CONFLICT -> {}
        case FIRST_CONFLICTING_RANGE -> {
          main = range;
          base = Range.EMPTY;
        }
        case BASE_CONFLICTING_RANGE -> base = range;
        case NEXT_CONFLICTING_RANGE -> {
          if (lines.full()) {
            lines.leaveOut();
            return places;
          }
          places.add(place(main, range, base, lines));
        }
      }
    }
    return places;
  }

  private ConflictPlace place(Range main, Range builder, Range base, ConflictLines lines) {
    RawText mine = merge.getSequences().get(MAIN);
    int third = lines.third();
    return new ConflictPlace(
        main.begin() + 1,
        lines.of(mine, Math.max(0, main.begin() - CONTEXT), main.begin(), third),
        lines.of(mine, main.begin(), main.end(), third),
        lines.of(merge.getSequences().get(BUILDER), builder.begin(), builder.end(), third),
        lines.of(merge.getSequences().get(BASE), base.begin(), base.end(), third),
        lines.of(mine, main.end(), Math.min(mine.size(), main.end() + CONTEXT), third));
  }

  private record Range(int begin, int end) {
    private static final Range EMPTY = new Range(0, 0);
  }
}
