package dev.freehold.bootstrap;

import dev.freehold.api.UnixHttp;
import dev.freehold.file.Home;
import dev.freehold.targets.Driver;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole daemon in this process, with kinds of places that only tests know. */
public final class DaemonHere implements AutoCloseable {
  private final Home home;
  private final Daemon daemon;

  private DaemonHere(Home home, Daemon daemon) {
    this.home = home;
    this.daemon = daemon;
  }

  public static DaemonHere start(Home home, Driver... more) {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.put("FREEHOLD_HOME", home.root().toString());
    return new DaemonHere(
        home, Daemon.start(home, environment, Clock.systemUTC(), "test", List.of(more)));
  }

  /** With the process that serves the apps of this machine. */
  @Override
  public void close() throws IOException {
    new UnixHttp(home.socket()).post("/v1/stop", Map.of("serving", true));
    daemon.close();
  }
}
