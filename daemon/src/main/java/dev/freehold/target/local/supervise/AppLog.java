package dev.freehold.target.local.supervise;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.target.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * What the servers of one site print, a line each: time, release, server, text. A file that grew
 * large is put aside once; what is older is gone.
 */
final class AppLog {
  private static final long LARGE = 8L << 20;

  private final Path file;
  private final Clock clock;

  AppLog(Home home, Site site, Clock clock) {
    this.file = dev.freehold.target.local.site.AppLogs.file(home, site);
    this.clock = clock;
    Home.privateFolder(home.logs());
    Home.privateFolder(file.resolve("../..").normalize());
    Home.privateFolder(file.resolve("..").normalize());
  }

  synchronized void line(String release, String service, String text) {
    String line =
        clock.instant().truncatedTo(ChronoUnit.MILLIS)
            + " "
            + release
            + " "
            + service
            + " "
            + text
            + "\n";
    try {
      if (Files.exists(file) && Files.size(file) > LARGE) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(
          file,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw MachineError.io("Writing " + file, e);
    }
  }
}
