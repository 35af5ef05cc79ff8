package dev.freehold.builds;

import dev.freehold.file.Home;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.util.List;

/** The sandbox that apps are built in. */
public final class BuildSandbox {
  private BuildSandbox() {}

  /** The folder of the small files that every sandbox gets. */
  public static Path support(Home home) {
    return home.cache().resolve("sandbox");
  }

  public static Sandbox of(Home home, ProcessRunner processes) {
    return new Bubblewrap(
        processes,
        List.of("bwrap"),
        support(home),
        List.of(home.root(), Path.of(System.getProperty("user.home"))));
  }
}
