package dev.freehold.target;

import dev.freehold.app.Settings;
import dev.freehold.release.Artifact;
import dev.freehold.release.Release;

/** What goes live together: a release and the settings it runs with. */
public record Activation(Release release, Artifact artifact, Settings settings) {}
