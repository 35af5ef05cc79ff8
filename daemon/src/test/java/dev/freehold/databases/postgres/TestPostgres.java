package dev.freehold.databases.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of the tests' own, with as many databases as they ask for. */
public final class TestPostgres implements AutoCloseable {
  public static final String PASSWORD = "s3cret p@ss/word?#%";

  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * @param folder that does not exist yet
   */
  public static TestPostgres start(Path folder) {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder)
              .setServerConfig("fsync", "off")
              .setServerConfig("max_locks_per_transaction", "256")
              .start();
      var started = new TestPostgres(server);
      started.run("postgres", "CREATE ROLE reader LOGIN PASSWORD '" + PASSWORD + "'");
      Path access = folder.resolve("pg_hba.conf");
      Files.writeString(
          access, "host all reader 127.0.0.1/32 scram-sha-256\n" + Files.readString(access));
      started.run("postgres", "SELECT pg_reload_conf()");
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new database in which these were run; its name. */
  public String database(String... sql) {
    String name = "test" + databases.incrementAndGet();
    run("postgres", "CREATE DATABASE " + name);
    run(name, sql);
    return name;
  }

  public void run(String database, String... sql) {
    try (Connection connection = connection(database);
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String one : sql) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one value of an answer. */
  public String ask(String database, String sql) {
    try (Connection connection = connection(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of its owner, who needs no password. */
  public String address(String database) {
    return "postgresql://postgres:unused@127.0.0.1:" + port() + "/" + database;
  }

  /**
   * Of the user {@code reader}, who may read what it was allowed to.
   *
   * @param password as it stands in an address
   */
  public String readersAddress(String password, String database) {
    return "postgres://reader:" + password + "@127.0.0.1:" + port() + "/" + database;
  }

  public int port() {
    return server.getPort();
  }

  /** For more than one statement. */
  public Connection connection(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
