package dev.freehold.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.freehold.base.MachineError;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file of this Freehold home. WAL with synchronous=FULL: a committed transaction
 * survives a power loss (sqlite.org/wal.html). Every transaction is IMMEDIATE, and writers of this
 * process wait for each other here instead of in SQLite's busy loop.
 */
public final class Database implements AutoCloseable {
  static final String MIGRATIONS = "classpath:db/migration/sqlite";

  private static final int CONNECTIONS = 6;
  private static final long IDLE_MILLIS = 10_000;

  /**
   * A new connection to a damaged file never comes. Writers wait for each other before they take
   * one, so that those who wait here wait for reads, which are short.
   */
  private static final long CONNECTION_MILLIS = 3_000;

  private final Path file;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ReentrantLock writer = new ReentrantLock();

  private Database(Path file, HikariDataSource pool) {
    this.file = file;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /**
   * Opens the file, checks it, and brings its schema up to date.
   *
   * @throws MachineError {@code store.damaged} when the quick check finds damage, {@code
   *     machine.no-room} and {@code store.unusable} when it can't be used now, {@code store.newer}
   *     when a newer Freehold wrote the schema, {@code store.migration-failed}
   */
  public static Database open(Path file, Path backups) {
    return open(file, backups, MIGRATIONS);
  }

  static Database open(Path file, Path backups, String migrations) {
    SQLiteDataSource source = sourceOf(file);
    // asked first, and directly: the pool tries again for half a minute whatever went wrong
    try (var first = source.getConnection()) {
      Integrity.check(first, file);
      return pooled(source, file, backups, migrations);
    } catch (SQLException e) {
      throw Integrity.failure(file, e);
    }
  }

  private static Database pooled(
      SQLiteDataSource source, Path file, Path backups, String migrations) {
    HikariDataSource pool = connect(source, file);
    try {
      new Migrations(pool, file, backups, migrations).apply();
      return new Database(file, pool);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource connect(SQLiteDataSource source, Path file) {
    try {
      return new HikariDataSource(poolOf(source));
    } catch (HikariPool.PoolInitializationException e) {
      throw Integrity.failure(file, e);
    }
  }

  private static SQLiteDataSource sourceOf(Path file) {
    var sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    sqlite.setBusyTimeout(5_000);
    sqlite.enforceForeignKeys(true);
    var source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static HikariConfig poolOf(SQLiteDataSource source) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("store");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_MILLIS);
    config.setMinimumIdle(1);
    // each has a page cache of its own, which an idle daemon need not keep
    config.setIdleTimeout(IDLE_MILLIS);
    return config;
  }

  /** Runs queries outside a transaction; each sees the last committed state. */
  public <T> T read(Function<Sql, T> work) {
    try {
      return jdbi.withHandle(handle -> work.apply(new Sql(handle, null)));
    } catch (JdbiException e) {
      throw explained(e);
    }
  }

  /**
   * One transaction: all of it is durable when this returns, or none of it happened. What it asked
   * for with {@link Sql#afterCommit} ran, too.
   */
  public <T> T write(Function<Sql, T> work) {
    var afterCommit = new ArrayList<Runnable>();
    T result = commit(work, afterCommit);
    afterCommit.forEach(Runnable::run);
    return result;
  }

  private <T> T commit(Function<Sql, T> work, List<Runnable> afterCommit) {
    writer.lock();
    try {
      return jdbi.inTransaction(handle -> work.apply(new Sql(handle, afterCommit)));
    } catch (JdbiException e) {
      throw explained(e);
    } finally {
      writer.unlock();
    }
  }

  private RuntimeException explained(JdbiException e) {
    return Integrity.named(file, e).<RuntimeException>map(error -> error).orElse(e);
  }

  /** {@link #write} for work without a result. */
  public void change(Consumer<Sql> work) {
    this.<Boolean>write(
        sql -> {
          work.accept(sql);
          return true;
        });
  }

  /**
   * As at the start, while it is in use.
   *
   * @throws MachineError {@code store.damaged}
   */
  public void check() {
    Integrity.check(pool, file);
  }

  /**
   * A whole copy of what is committed now; others go on writing.
   *
   * @param copy must not be there yet
   */
  public void copyTo(Path copy) {
    SqliteFiles.copy(pool, file, copy);
  }

  /** For db-scheduler only, which keeps its own table. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}
