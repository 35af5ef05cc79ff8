package dev.freehold.builds;

import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import java.util.Map;

/**
 * One build to do.
 *
 * @param sources the commit's files
 * @param buildTimeValues values of the variables that {@link RuntimeVariables#notPossible} names,
 *     because these have to be in the output; others never enter a build
 * @param keys values of the variables that {@link Builder#keysOf} names; secrets
 * @param agreed to by the owner besides the build
 * @param mayGoWithoutSandbox whether the owner's consent to build this app unconfined is recorded
 */
public record BuildRequest(
    FileTree sources,
    Detection detection,
    Map<String, String> buildTimeValues,
    Map<String, String> keys,
    Agreed agreed,
    boolean mayGoWithoutSandbox) {
  public BuildRequest {
    buildTimeValues = Map.copyOf(buildTimeValues);
    keys = Map.copyOf(keys);
  }

  BuildRequest of(FileTree otherSources) {
    return new BuildRequest(
        otherSources, detection, buildTimeValues, keys, agreed, mayGoWithoutSandbox);
  }

  /** Without the keys. */
  @Override
  public String toString() {
    return "BuildRequest[" + detection + "]";
  }
}
