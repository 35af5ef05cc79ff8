package dev.freehold.builds;

import java.nio.file.Path;
import java.util.Optional;

/** Folders of package managers whose programs are linked against libraries of other packages. */
final class PackageStore {
  private static final Path NIX = Path.of("/nix/store");

  /** Homebrew's, below its prefix (docs.brew.sh, Formula Cookbook). */
  private static final String CELLAR = "/Cellar/";

  private PackageStore() {}

  /**
   * The folder that has a program and all that it needs; empty where no such manager installed it.
   *
   * @param program real path
   */
  static Optional<Path> of(Path program) {
    String path = program.toString();
    int cellar = path.indexOf(CELLAR);
    return program.startsWith(NIX)
        ? Optional.of(NIX)
        : Optional.of(cellar).filter(at -> at > 0).map(at -> Path.of(path.substring(0, at)));
  }
}
