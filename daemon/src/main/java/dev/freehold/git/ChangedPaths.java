package dev.freehold.git;

import java.util.List;

/** The paths in which two trees differ, each list sorted. */
public record ChangedPaths(List<String> added, List<String> changed, List<String> removed) {}
