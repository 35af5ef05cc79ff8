package dev.freehold.sync;

/**
 * A pull request with what could not be pushed to {@code main}.
 *
 * @param branch with our main
 * @param page for people
 */
public record Proposal(String branch, String page) {}
