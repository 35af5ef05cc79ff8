package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.file.Folders;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A throw-away folder for one install or build. */
final class Workshop {
  private final Path folder;

  private Workshop(Path folder) {
    this.folder = folder;
  }

  static Workshop in(Path work, String purpose) {
    return new Workshop(work.resolve(purpose + "-" + UUID.randomUUID()));
  }

  Path folder() {
    return folder;
  }

  /** What the sandbox shows as {@code /build}. */
  Path build() {
    return folder.resolve("build");
  }

  /** The build folder and the toolchain, whose configuration files look empty. */
  Confinement confinement(Toolchain toolchain) {
    var confinement = Confinement.to(build()).withTools(toolchain.folders());
    Path empty = folder.resolve("empty");
    try {
      Files.createDirectories(build());
      Files.writeString(empty, "");
    } catch (IOException e) {
      throw MachineError.io("Preparing the build folder", e);
    }
    for (Path configuration : toolchain.visibleConfiguration()) {
      confinement = confinement.withMount(Mount.readOnly(empty, configuration.toString()));
    }
    return confinement;
  }

  /** Takes away what is in the build folder. */
  void empty() {
    try {
      Folders.delete(build());
      Files.createDirectories(build());
    } catch (IOException e) {
      throw MachineError.io("Emptying the build folder " + build(), e);
    }
  }

  void delete() {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw MachineError.io("Deleting the build folder " + folder, e);
    }
  }
}
