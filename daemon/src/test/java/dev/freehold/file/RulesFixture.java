package dev.freehold.file;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Unpacks in a fresh folder at the standard limits. */
abstract class RulesFixture {
  @TempDir Path folder;
  Unpacking unpacking;

  @BeforeEach
  void start() {
    unpacking = new Unpacking(folder, Limits.standard());
  }
}
