package dev.freehold.api;

import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.step.EventLog;
import dev.freehold.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A server over a home of its own, whose path is short enough for a socket. */
final class ApiFixture implements AutoCloseable {
  final Home home;
  final Database database;
  final EventLog log;
  final UnixHttp http;

  ApiFixture() throws IOException {
    home = new Home(Files.createTempDirectory("fh-api"));
    database = Database.open(home.database(), home.backups());
    log = new EventLog(database, Clock.systemUTC());
    http = new UnixHttp(home.socket());
  }

  Running start(Route... routes) {
    return start(Duration.ofSeconds(15), routes);
  }

  Running start(Duration keepAlive, Route... routes) {
    Home.privateFolder(home.run());
    DaemonLock lock = DaemonLock.acquire(home);
    try {
      var events = new EventStream(log, keepAlive);
      return new Running(ApiServer.start(home, lock, List.of(routes), events), lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** A server and the lock that it needs. */
  record Running(ApiServer server, DaemonLock lock) implements AutoCloseable {
    @Override
    public void close() {
      try {
        server.close();
      } finally {
        lock.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
    Folders.delete(home.root());
  }
}
