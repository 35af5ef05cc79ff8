package dev.freehold.deploy.prepare;

import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.release.Artifact;
import dev.freehold.release.PythonPackages;
import java.util.List;

/** Which Python an app's packages were made for: only the build decides it. */
final class ChosenPython {
  private ChosenPython() {}

  /**
   * @return the conclusions of a detection, with the version instead of what was asked for
   */
  static List<Conclusion> saidIn(List<Conclusion> conclusions, Artifact artifact) {
    return conclusions.stream()
        .map(
            conclusion ->
                PythonPackages.version(artifact)
                    .filter(_ -> conclusion.subject().equals(Detection.PYTHON_VERSION))
                    .map(
                        version ->
                            new Conclusion(conclusion.subject(), version, conclusion.reason()))
                    .orElse(conclusion))
        .toList();
  }
}
