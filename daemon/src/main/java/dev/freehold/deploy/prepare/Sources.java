package dev.freehold.deploy.prepare;

import dev.freehold.app.OverrideStore;
import dev.freehold.app.OwnedPaths;
import dev.freehold.deploy.bring.Bringing;
import dev.freehold.detect.Detector;
import dev.freehold.git.Repositories;
import dev.freehold.intake.Exports;

/** Where an app's files come from, where they are kept, and what they are. */
public record Sources(
    Exports exports,
    OwnedPaths owned,
    OverrideStore overrides,
    Repositories repositories,
    Bringing bringing,
    Detector detector) {}
