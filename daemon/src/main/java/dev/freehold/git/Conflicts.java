package dev.freehold.git;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the files in which the builder's export and main conflict, sorted by path.
 *
 * @param pending whether the builder's newest export is not merged into main
 * @param exports commits on builder that main lacks
 * @param total files of all pages
 * @param next give it as {@code after} for the next page; null when this is the last one
 */
public record Conflicts(
    String app,
    boolean pending,
    @Nullable String main,
    @Nullable String builder,
    int exports,
    int total,
    List<ConflictFile> files,
    @Nullable String next) {}
