package dev.freehold.app;

/** A release together with the settings it runs with. */
public record LiveRelease(String releaseId, String settingsId) {}
