package dev.freehold.render;

import java.nio.file.Path;

/**
 * A browser of the Chromium family.
 *
 * @param name as its maker writes it: {@code Google Chrome}
 */
public record Browser(String name, Path program) {}
