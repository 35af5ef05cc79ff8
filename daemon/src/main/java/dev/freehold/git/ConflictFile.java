package dev.freehold.git;

import java.util.List;

/**
 * A file that the builder's export and main both changed.
 *
 * @param places conflicting places of a text; 1 where the whole file is the place
 * @param choices what can be taken; none where only a checkout can settle it
 */
public record ConflictFile(
    String path, ConflictKind kind, boolean binary, int places, List<ConflictSide> choices) {}
