package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Python with an app's packages, for a build script that runs the app's own code.
 *
 * @param python empty where none is needed
 * @param packages that were installed
 */
record PythonTools(Optional<Pythons.Python> python, Path packages) {
  private static final String INSIDE = "/freehold/python-packages";

  static PythonTools of(Detection detection, Pythons pythons, Dependencies installed) {
    return new PythonTools(
        detection
            .python()
            .filter(_ -> detection.framework() == Framework.PYTHON_SERVER)
            .map(server -> pythons.find(server.range())),
        installed.folder());
  }

  Confinement seenIn(Confinement confinement) {
    return python
        .map(
            found ->
                confinement.withTools(found.folders()).withMount(Mount.readOnly(packages, INSIDE)))
        .orElse(confinement);
  }

  /**
   * @param folder of programs that the script finds
   */
  void putInto(Path folder) {
    try {
      if (python.isPresent()) {
        Files.createDirectories(folder);
        Files.createSymbolicLink(folder.resolve("python"), python.get().program());
      }
    } catch (IOException e) {
      throw MachineError.io("Preparing the build", e);
    }
  }

  Map<String, String> environment(Sandbox sandbox, Confinement confinement) {
    return python.isPresent()
        ? Map.of("PYTHONPATH", sandbox.seen(confinement, packages), "PYTHONDONTWRITEBYTECODE", "1")
        : Map.of();
  }
}
