package dev.freehold.targets.local;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.freehold.app.Environment;
import dev.freehold.app.Placement;
import dev.freehold.base.Json;
import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Traits;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.local.site.SiteFolder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** This machine. One instance per process, because it holds the sites' locks. */
public final class LocalDriver implements Driver {
  private static final String KIND = "local";
  private static final Traits TRAITS =
      new Traits(Duration.ofSeconds(10), false, false, false, true, true, true);
  private static final Connected HERE =
      new Connected(
          Environment.LOCAL, KIND, "this machine", Map.of(), Map.of(), NullNode.getInstance());

  private final Home home;
  private final BlobSource blobs;
  private final Serving serving;
  private final SiteLocks locks = new SiteLocks();

  private final Runtimes runtimes;
  private final Clock clock;

  public LocalDriver(Home home, BlobSource blobs, Serving serving, Runtimes runtimes, Clock clock) {
    this.clock = clock;
    this.runtimes = runtimes;
    this.home = home;
    this.blobs = blobs;
    this.serving = serving;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "this machine";
  }

  @Override
  public Traits traits() {
    return TRAITS;
  }

  @Override
  public List<Field> fields() {
    return List.of();
  }

  @Override
  public List<Connected> standing() {
    return List.of(HERE);
  }

  @Override
  public Setup look(Wanted wanted) {
    throw neverConnected();
  }

  @Override
  public Place connect(Wanted wanted, String approved, Progress progress) {
    throw neverConnected();
  }

  @Override
  public Condition verify(Connected target) {
    return new Condition(List.of(), Json.mapper().createObjectNode(), List.of(), List.of());
  }

  @Override
  public void disconnect(Connected target) {
    throw neverConnected();
  }

  @Override
  public List<SiteHistory> histories(Connected target) {
    return List.of();
  }

  @Override
  public LocalTarget open(Site site, Connected target, Placement placement) {
    return open(site);
  }

  LocalTarget open(Site site) {
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

  private static IllegalStateException neverConnected() {
    return new IllegalStateException("this machine is always there");
  }
}
