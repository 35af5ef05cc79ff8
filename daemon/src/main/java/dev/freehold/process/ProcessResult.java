package dev.freehold.process;

import java.util.List;

/**
 * How a process ended by itself.
 *
 * @param exitCode 0 for success; 128 + n when signal n ended it
 * @param stdout its standard output as it was written, UTF-8, up to the command's cap; may hold
 *     secrets and is therefore no part of {@link #toString}
 * @param tail the last lines of both streams in the order they came, redacted; at most 200
 */
public record ProcessResult(int exitCode, String stdout, List<String> tail) {
  public boolean succeeded() {
    return exitCode == 0;
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + ": " + String.join("\n", tail);
  }
}
