package dev.freehold.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that behaves like a browser in one way, and badly in the way a test needs. */
public final class ScriptedBrowser {
  private ScriptedBrowser() {}

  /**
   * @param script a POSIX shell script; {@code $picture} is where the picture is expected
   */
  public static Browser write(Path folder, String script) throws IOException {
    Path program = Files.createTempFile(folder, "browser", ".sh");
    Files.writeString(
        program,
        """
        #!/bin/sh
        for argument; do
          case $argument in --screenshot=*) picture=${argument#--screenshot=} ;; esac
        done
        """
            + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Browser("Scripted", program);
  }
}
