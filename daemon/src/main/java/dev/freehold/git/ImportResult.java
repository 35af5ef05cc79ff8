package dev.freehold.git;

/**
 * Where the branches are after an export was imported.
 *
 * @param mainTree id of the tree of {@code mainCommit}: what is deployed
 * @param changed whether this import moved {@code main}
 */
public record ImportResult(
    String builderCommit, String mainCommit, String mainTree, boolean changed) {}
