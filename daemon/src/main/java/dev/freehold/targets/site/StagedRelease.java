package dev.freehold.targets.site;

/**
 * A release that is addressable and not live: {@code staged/v3.json}.
 *
 * @param by key of the step that staged it
 */
public record StagedRelease(String by, ServedRelease release) {}
