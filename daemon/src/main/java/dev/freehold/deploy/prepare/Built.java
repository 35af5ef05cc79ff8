package dev.freehold.deploy.prepare;

import java.util.List;

/**
 * Output of the build step.
 *
 * @param key what the build depended on
 * @param cached whether an earlier build was taken
 * @param withheld paths of the output that are never published
 */
record Built(
    String artifactId, String key, boolean cached, List<String> withheld, List<String> notes) {}
