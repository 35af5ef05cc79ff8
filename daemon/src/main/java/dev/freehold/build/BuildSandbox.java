package dev.freehold.build;

import dev.freehold.file.Home;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.util.List;

/** The sandbox that apps are built in. */
public final class BuildSandbox {
  private BuildSandbox() {}

  public static Sandbox of(Home home, ProcessRunner processes) {
    return new Bubblewrap(
        processes,
        List.of("bwrap"),
        home.cache().resolve("sandbox"),
        List.of(home.root(), Path.of(System.getProperty("user.home"))));
  }
}
