package dev.freehold.targets.local.supervise;

import dev.freehold.builds.BuildSandbox;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.detect.Serving;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandboxes;
import dev.freehold.process.Unsandboxed;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The apps' own servers that run now. They are started when somebody first asks for them; those of
 * the live release and of the one before stay, so that a rollback is a switch; others end when
 * nobody asked for a while.
 */
public final class Supervisor implements AutoCloseable {
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);
  private static final Duration KEPT_UNUSED = Duration.ofMinutes(5);
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(5);

  private final Home home;
  private final ServiceLaunch launch;
  private final Clock clock;
  private final Turns turns =
      new Turns(Math.max(2, Runtime.getRuntime().availableProcessors()), STARTS_WITHIN);
  private final Map<Key, AppInstance> instances = new HashMap<>();
  private final Map<Site, AppLog> logs = new HashMap<>();
  private boolean closed;

  private record Key(Site site, String releaseId, String settingsId, List<String> kept) {
    static Key of(SiteFolder folder, ServedRelease release) {
      return new Key(folder.site(), release.releaseId(), release.settingsId(), release.kept());
    }
  }

  private Supervisor(Home home, ServiceLaunch launch, Clock clock) {
    this.home = home;
    this.launch = launch;
    this.clock = clock;
  }

  /**
   * @param environment where programs and the key of the variables are found
   */
  public static Supervisor start(Home home, Map<String, String> environment, Clock clock) {
    var processes = new ProcessRunner(environment);
    var sandboxes = new Sandboxes(BuildSandbox.of(home, processes), new Unsandboxed(processes));
    var launch =
        new ServiceLaunch(
            home,
            sandboxes,
            () -> new Vault(EncryptionKey.find(environment, home.encryptionKey())));
    var supervisor = new Supervisor(home, launch, clock);
    Thread.ofVirtual().name("tidy servers").start(supervisor::tidyForEver);
    return supervisor;
  }

  /** The servers of this release, started unless they run. */
  public AppInstance instance(SiteFolder folder, ServedRelease release, Serving serving) {
    return instance(folder, release, serving, Optional.empty());
  }

  /**
   * As the other, for a staging: servers that failed for another one are started afresh.
   *
   * @param by key of the staging
   */
  public AppInstance staged(SiteFolder folder, ServedRelease release, Serving serving, String by) {
    return instance(folder, release, serving, Optional.of(by));
  }

  private AppInstance instance(
      SiteFolder folder, ServedRelease release, Serving serving, Optional<String> by) {
    Key key = Key.of(folder, release);
    AppInstance found;
    Optional<AppInstance> failed = Optional.empty();
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the serving process is stopping");
      }
      found = instances.get(key);
      if (found != null
          && by.isPresent()
          && !found.by().equals(by.get())
          && found.readiness() == AppInstance.Readiness.FAILED) {
        failed = Optional.of(found);
        found = null;
      }
      if (found == null) {
        AppLog log = logs.computeIfAbsent(folder.site(), site -> new AppLog(home, site, clock));
        found = new AppInstance(folder, release, by.orElse(""), serving, launch, log, turns, clock);
        instances.put(key, found);
        found.begin();
      }
    }
    failed.ifPresent(AppInstance::stop);
    return found;
  }

  /** Looks for servers that nobody needs any more, for as long as this process lives. */
  void tidyForEver() {
    try {
      while (!isClosed()) {
        Thread.sleep(LOOKS_EVERY);
        tidy(clock.instant().minus(KEPT_UNUSED)).forEach(AppInstance::stop);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized List<AppInstance> tidy(Instant before) {
    var ended = new ArrayList<AppInstance>();
    instances.values().removeIf(instance -> isOver(instance, before) && ended.add(instance));
    return ended;
  }

  private static boolean isOver(AppInstance instance, Instant before) {
    if (!instance.unusedSince(before)) {
      return false;
    }
    try {
      Optional<SitePointer> pointer = instance.folder().pointer();
      ServedRelease release = instance.release();
      return pointer.map(SitePointer::live).filter(release::isSameAs).isEmpty()
          && pointer.flatMap(SitePointer::previous).filter(release::isSameAs).isEmpty();
    } catch (IOException e) {
      // the site is being deleted; its servers go when the folder is gone
      return !instance.folder().exists();
    }
  }

  /** Ends those of sites that are gone; returns when they have ended. */
  public void endGone() {
    var gone = new ArrayList<AppInstance>();
    synchronized (this) {
      instances.values().removeIf(instance -> !instance.folder().exists() && gone.add(instance));
      logs.keySet().removeIf(site -> !SiteFolder.of(home, site).exists());
    }
    stop(gone);
  }

  /** Ends all of them, at the same time. */
  @Override
  public void close() {
    List<AppInstance> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(instances.values());
      instances.clear();
    }
    stop(all);
  }

  private static void stop(List<AppInstance> all) {
    try (var stopping = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(instance -> stopping.submit(instance::stop));
    }
  }
}
