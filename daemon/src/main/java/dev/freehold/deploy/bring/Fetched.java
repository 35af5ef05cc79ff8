package dev.freehold.deploy.bring;

import java.nio.file.Path;
import java.util.Map;

/**
 * What came of fetching, by the addresses of the files.
 *
 * @param files where the bytes are
 * @param refused why there are none, one sentence each
 */
public record Fetched(Map<String, Path> files, Map<String, String> refused) {}
