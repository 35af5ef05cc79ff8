package dev.freehold.sync;

import java.util.Optional;

/**
 * What a pull did to our main.
 *
 * @param moved whether it went forward
 * @param from where it was; empty when it was not there
 * @param to where it is now
 * @param commits how many are new
 */
public record PullReport(
    String app, boolean moved, Optional<String> from, Optional<String> to, int commits) {}
