package dev.freehold.release;

import dev.freehold.detect.Detection.Python;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packages of Python that an artifact holds. They run on the version they were made for. */
public final class PythonPackages {
  private static final Pattern PATH =
      Pattern.compile("(?:.*/)?" + Pattern.quote(Python.PACKAGES) + "python(\\d+\\.\\d+)/.*");

  private PythonPackages() {}

  /** {@code 3.11}; empty when there are none. */
  public static Optional<String> version(Artifact artifact) {
    return artifact.files().stream()
        .map(file -> PATH.matcher(file.path()))
        .filter(Matcher::matches)
        .findFirst()
        .map(packages -> packages.group(1));
  }
}
