package dev.freehold.targets;

import java.util.List;

/**
 * What the provider itself says is there.
 *
 * @param retained ids of the releases that can be activated without an upload
 */
public record Observed(Pointer pointer, List<String> retained) {}
