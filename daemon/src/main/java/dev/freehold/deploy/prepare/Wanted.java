package dev.freehold.deploy.prepare;

import dev.freehold.app.Settings;
import dev.freehold.release.Release;

/** What is to go live, and what is known about it. */
record Wanted(Release release, Settings settings, Reasons reasons) {}
