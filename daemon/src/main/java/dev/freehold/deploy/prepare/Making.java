package dev.freehold.deploy.prepare;

import dev.freehold.app.AppKeys;
import dev.freehold.app.Consents;
import dev.freehold.builds.Builder;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Builds;
import dev.freehold.release.Releases;

/** What turns sources into a release. */
public record Making(
    Consents consents,
    AppKeys keys,
    Builder builder,
    Builds builds,
    Artifacts artifacts,
    Releases releases) {}
