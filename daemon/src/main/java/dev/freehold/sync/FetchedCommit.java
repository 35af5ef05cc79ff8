package dev.freehold.sync;

import java.util.Optional;

/**
 * What a fetch from an app's source brought.
 *
 * @param exportId of its files; empty when it was taken before
 * @param commit 40 hex digits
 * @param subject first line of the commit's message, fit to be shown
 * @param commits how many were not taken before
 * @param unchanged whether it was taken before
 */
public record FetchedCommit(
    Optional<String> exportId,
    String commit,
    String branch,
    String subject,
    int commits,
    boolean unchanged) {}
