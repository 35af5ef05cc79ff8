package dev.freehold.targets.local.supervise;

import dev.freehold.base.Json;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.DurableFiles;
import dev.freehold.targets.local.site.ServicesState;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.ServedRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of one release with its settings in one site. */
public final class AppInstance {
  /** What a visitor waits for a server that is being started. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int ATTEMPTS = 2;
  private static final Logger LOG = LoggerFactory.getLogger(AppInstance.class);

  private final SiteFolder folder;
  private final ServedRelease release;
  private final String by;
  private final List<ServiceProcess> services;
  private final Clock clock;
  private volatile Instant lastUsed;

  /**
   * @param by key of the staging that wanted it; empty for a visitor
   */
  AppInstance(
      SiteFolder folder,
      ServedRelease release,
      String by,
      Serving serving,
      ServiceLaunch launch,
      AppLog log,
      Turns turns,
      Clock clock) {
    this.folder = folder;
    this.release = release;
    this.by = by;
    this.clock = clock;
    this.lastUsed = clock.instant();
    String host = HostNames.of(folder.site());
    var listener =
        new ServiceProcess.Listener() {
          @Override
          public void line(String service, String text) {
            log.line(release.releaseName(), service, text);
          }

          @Override
          public void changed() {
            record();
          }
        };
    this.services =
        serving.services().stream()
            .map(
                service ->
                    new ServiceProcess(
                        service,
                        host,
                        (port, output) -> launch.start(folder, release, service, port, output),
                        listener,
                        turns,
                        clock))
            .toList();
  }

  void begin() {
    services.forEach(ServiceProcess::begin);
  }

  /** A visitor waits longer for a service than is usual. */
  public void suspect(Service service) {
    process(service).suspect();
  }

  private ServiceProcess process(Service service) {
    return services.stream()
        .filter(process -> process.service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  /** The port of a service, as soon as it answers; empty when it does not for a while. */
  public OptionalInt port(Service service) throws InterruptedException {
    lastUsed = clock.instant();
    return process(service).awaitReady(PATIENCE);
  }

  /** How it is at this instant. */
  public enum Readiness {
    READY,
    STARTING,
    /** One of its servers failed repeatedly and never answered. */
    FAILED
  }

  public Readiness readiness() {
    lastUsed = clock.instant();
    if (services.stream().anyMatch(process -> process.isHopeless(ATTEMPTS))) {
      return Readiness.FAILED;
    }
    return services.stream().allMatch(p -> p.state().state() == ServicesState.State.READY)
        ? Readiness.READY
        : Readiness.STARTING;
  }

  String by() {
    return by;
  }

  boolean unusedSince(Instant instant) {
    return lastUsed.isBefore(instant);
  }

  ServedRelease release() {
    return release;
  }

  SiteFolder folder() {
    return folder;
  }

  void stop() {
    services.forEach(ServiceProcess::stop);
  }

  private synchronized void record() {
    var state =
        new ServicesState(
            release.releaseId(),
            release.settingsId(),
            services.stream().map(ServiceProcess::state).toList());
    Path file = folder.servicesFile(release);
    if (!folder.exists()) {
      return;
    }
    try {
      // one level only: a site that is being removed must not come back
      if (!Files.isDirectory(folder.services())) {
        Files.createDirectory(folder.services());
      }
      DurableFiles.write(file, Json.write(state).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // the servers run on; what the daemon reads of them is as old as the last change that fits
      LOG.error("The state of servers can't be written to {}.", file, e);
    }
  }
}
