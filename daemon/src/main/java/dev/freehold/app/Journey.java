package dev.freehold.app;

/**
 * A page that must work before a release goes live.
 *
 * @param path from the app's root, with a query where it needs one: {@code /menu?day=1}
 * @param expect words that must stand on it
 */
public record Journey(String path, String expect) {}
