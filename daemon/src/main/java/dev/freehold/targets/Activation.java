package dev.freehold.targets;

import dev.freehold.app.Placement;
import dev.freehold.app.Settings;
import dev.freehold.release.Artifact;
import dev.freehold.release.Release;

/** What goes live together: a release, the settings it runs with, and where. */
public record Activation(
    Release release, Artifact artifact, Settings settings, Placement placement) {}
