package dev.freehold.target.local;

import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.target.Site;
import dev.freehold.target.Targets;
import dev.freehold.target.local.site.SiteFolder;
import java.time.Clock;
import java.util.Optional;

/** Opens sites on this machine. One instance per process, because it holds the sites' locks. */
public final class LocalTargets implements Targets {
  public static final String KIND = Environment.LOCAL;

  private final Home home;
  private final BlobSource blobs;
  private final Serving serving;
  private final SiteLocks locks = new SiteLocks();

  private final Runtimes runtimes;
  private final Clock clock;

  public LocalTargets(
      Home home, BlobSource blobs, Serving serving, Runtimes runtimes, Clock clock) {
    this.clock = clock;
    this.runtimes = runtimes;
    this.home = home;
    this.blobs = blobs;
    this.serving = serving;
  }

  @Override
  public LocalTarget open(Site site, String name, Optional<Domain> domain) {
    if (!name.equals(KIND)) {
      throw new IllegalArgumentException("not a local target: " + name);
    }
    SiteFolder folder = SiteFolder.of(home, site);
    var logs = new AppLogReader(home);
    return new LocalTarget(
        folder,
        blobs,
        serving,
        locks,
        runtimes,
        logs,
        new SiteRemoval(home, folder, serving, locks, logs),
        clock);
  }
}
