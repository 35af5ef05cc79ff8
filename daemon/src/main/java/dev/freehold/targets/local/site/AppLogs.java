package dev.freehold.targets.local.site;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import java.nio.file.Path;

/** Where the servers of the sites print to: {@code logs/apps/APP/ENVIRONMENT.log}. */
public final class AppLogs {
  private AppLogs() {}

  /** The one before, with {@code .1} at its end, may stand beside it. */
  public static Path file(Home home, Site site) {
    return home.logs().resolve("apps").resolve(site.app()).resolve(site.environment() + ".log");
  }
}
