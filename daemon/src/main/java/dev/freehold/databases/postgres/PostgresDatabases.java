package dev.freehold.databases.postgres;

import dev.freehold.databases.DatabaseLook;
import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Databases;
import dev.freehold.databases.Look;
import dev.freehold.databases.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Databases of PostgreSQL, and of services that speak its protocol and have its catalogs. */
public final class PostgresDatabases implements Databases {
  /** Older ones lack catalogs that are read. */
  private static final int OLDEST = 10;

  private static final Duration LONGEST_READING = Duration.ofSeconds(9);

  @Override
  public boolean reads(String address) {
    return PostgresAddress.is(address);
  }

  @Override
  public Sessions sessions(String address) {
    return PostgresAddress.parse(address).map(PostgresAddress::sessions).orElse(Sessions.DIRECT);
  }

  @Override
  public Look look(DatabaseVariable variable) {
    Optional<PostgresAddress> parsed = PostgresAddress.parse(variable.address());
    if (parsed.isEmpty()) {
      return new Look.Failed(
          variable.name() + " can't be looked at: it names no host, or no user.");
    }
    PostgresAddress address = parsed.get();
    Optional<String> reason =
        address.hosts().stream().flatMap(host -> Reach.whyNot(variable, host).stream()).findFirst();
    return reason
        .map(why -> failed(variable, address, why))
        .orElseGet(() -> ask(variable, address));
  }

  private static Look ask(DatabaseVariable variable, PostgresAddress address) {
    var refusal = new Refusal(address);
    try (Connection connection = Login.open(address);
        var deadline = new Deadline(connection, LONGEST_READING)) {
      ReadTransaction transaction = ReadTransaction.begin(connection, refusal);
      int major = Integer.parseInt(transaction.one("SHOW server_version_num")) / 10_000;
      if (major < OLDEST) {
        return failed(
            variable, address, "it is older than PostgreSQL " + OLDEST + ", which can't be read");
      }
      Look look = new Look.Seen(read(transaction, major, deadline));
      connection.rollback();
      return look;
    } catch (SQLException e) {
      return failed(variable, address, refusal.words(e));
    }
  }

  private static DatabaseLook read(ReadTransaction transaction, int major, Deadline deadline)
      throws SQLException {
    var server = new ServerReading(transaction).read(major);
    Optional<List<TableDraft>> tables =
        transaction.part("tables", () -> new TableReading(transaction).read(major));
    var views = transaction.part("views", () -> CodeReading.views(transaction));
    var routines = transaction.part("functions", () -> CodeReading.routines(transaction, major));
    if (tables.isPresent()) {
      RowCounts.count(tables.get(), transaction, deadline);
    }
    return new DatabaseLook(
        server,
        tables.map(all -> all.stream().map(TableDraft::table).toList()),
        views,
        routines,
        transaction.gaps());
  }

  private static Look failed(DatabaseVariable variable, PostgresAddress address, String why) {
    return new Look.Failed(
        "%s at %s can't be looked at: %s.".formatted(variable.name(), address.place(), why));
  }
}
