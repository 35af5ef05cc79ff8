package dev.freehold.databases.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cuts a connection that is still in use when its time is over, however slowly it is answered. */
final class Deadline implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final long end;

  Deadline(Connection connection, Duration time) {
    this.end = System.nanoTime() + time.toNanos();
    Thread.ofVirtual().name("database deadline").start(() -> watch(connection));
  }

  boolean hasLeft(Duration time) {
    return end - System.nanoTime() > time.toNanos();
  }

  private void watch(Connection connection) {
    try {
      if (!done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        connection.abort(Runnable::run);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("a connection can't be cut", e);
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
