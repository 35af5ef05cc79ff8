package dev.freehold.browser;

/**
 * A browser, and whether the extension in it reaches this Freehold.
 *
 * @param reason a sentence
 * @param allowsTheExtension whether its manifest names the extension's id; false without a manifest
 */
public record Registered(
    Browser browser, ManifestState state, String reason, boolean allowsTheExtension) {}
