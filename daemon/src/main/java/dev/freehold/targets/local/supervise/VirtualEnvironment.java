package dev.freehold.targets.local.supervise;

import dev.freehold.detect.Detection.Python;
import dev.freehold.process.Confinement;
import dev.freehold.process.Sandbox;
import dev.freehold.targets.local.site.ServiceRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A virtual environment of Python, made at every start around the packages that a release holds
 * (docs.python.org/3/library/venv.html, peps.python.org/pep-0405).
 */
final class VirtualEnvironment {
  private VirtualEnvironment() {}

  /**
   * @param own folder of the service, which it may write to
   * @param folder of the service in the release's files
   * @return the program, as the service sees it
   */
  static String make(
      Path own, Path folder, ServiceRuntime runtime, Sandbox sandbox, Confinement confinement)
      throws IOException {
    Path program = Path.of(runtime.python().orElseThrow(() -> new IOException("no Python")));
    Path packages = packages(folder.resolve(Python.PACKAGES));
    Path environment = own.resolve("venv");
    Path lib =
        environment.resolve("lib").resolve(folder.resolve(Python.PACKAGES).relativize(packages));
    Files.createDirectories(lib.getParent());
    Files.createDirectories(environment.resolve("bin"));
    Files.writeString(
        environment.resolve("pyvenv.cfg"),
        "home = " + program.getParent() + "\ninclude-system-site-packages = false\n");
    Files.createSymbolicLink(environment.resolve("bin/python"), program);
    Files.createSymbolicLink(lib, Path.of(sandbox.seen(confinement, packages)));
    return sandbox.seen(confinement, environment.resolve("bin/python"));
  }

  /** There is one version of Python in it. */
  private static Path packages(Path lib) throws IOException {
    try (var versions = Files.list(lib)) {
      return versions
          .findFirst()
          .orElseThrow(() -> new IOException("no packages in " + lib))
          .resolve("site-packages");
    }
  }
}
