package dev.freehold.history.drift;

/** Finds out how an app stands: reads trees, commits and settings, and asks nobody. */
@FunctionalInterface
public interface Reading {
  Standing of(Known known);
}
