package dev.freehold.bootstrap;

import static org.awaitility.Awaitility.await;

import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a daemon started for its home and leaves behind when it ends, because visitors need it. */
final class Leftovers {
  private Leftovers() {}

  /** One that was just being started may come up in the place of the one that was ended. */
  static void end(Home home) {
    await()
        .during(Duration.ofSeconds(1))
        .until(
            () ->
                ProcessHandle.allProcesses()
                    .filter(process -> isOf(home, process))
                    .filter(ProcessHandle::destroyForcibly)
                    .findAny()
                    .isEmpty());
  }

  private static boolean isOf(Home home, ProcessHandle process) {
    try {
      return Files.readString(
              Path.of("/proc", Long.toString(process.pid()), "environ"),
              StandardCharsets.ISO_8859_1)
          .contains("FREEHOLD_HOME=" + home.root());
    } catch (IOException gone) {
      return false;
    }
  }
}
