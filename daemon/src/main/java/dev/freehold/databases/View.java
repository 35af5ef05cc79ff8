package dev.freehold.databases;

/**
 * A view.
 *
 * @param definition a digest of what it selects
 */
public record View(Name name, boolean materialized, String definition) {}
