package dev.freehold.targets.local.supervise;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.AppLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the servers of one site print, a line each: time, release, server, text. A file that grew
 * large is put aside once; what is older is gone. While the disk takes nothing, lines are counted:
 * a server must not stand still because of them.
 */
final class AppLog {
  private static final long LARGE = 8L << 20;

  private final Path file;
  private final Clock clock;
  private long lost;

  AppLog(Home home, Site site, Clock clock) {
    this.file = AppLogs.file(home, site);
    this.clock = clock;
    Home.privateFolder(home.logs());
    Home.privateFolder(file.resolve("../..").normalize());
    Home.privateFolder(file.resolve("..").normalize());
  }

  synchronized void line(String release, String service, String text) {
    String gap = lost == 0 ? "" : of(release, service, "[freehold] " + lost + " lines were lost.");
    try {
      if (Files.exists(file) && Files.size(file) > LARGE) {
        Files.move(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(
          file,
          (gap + of(release, service, text)).getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      lost = 0;
    } catch (IOException full) {
      lost++;
    }
  }

  private String of(String release, String service, String text) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return String.join(" ", now.toString(), release, service, text) + "\n";
  }
}
