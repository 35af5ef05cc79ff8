package dev.freehold.databases.postgres;

import dev.freehold.databases.DatabaseLook.Extension;
import dev.freehold.databases.DatabaseLook.Server;
import dev.freehold.databases.Sessions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what a database runs on. */
final class ServerReading {
  private static final String EXTENSIONS =
      "SELECT extname, extversion FROM pg_extension ORDER BY extname COLLATE \"C\"";

  private static final String ENCODING =
      """
      SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()\
      """;

  /** Where there is a locale of ICU or of the server's own, it sorts; its column has two names. */
  private static final String COLLATION =
      """
      SELECT coalesce(to_json(d)->>'datlocale', to_json(d)->>'daticulocale', d.datcollate)
      FROM pg_database d WHERE d.datname = current_database()\
      """;

  /** What the session has is the driver's; what was set for the app is in the catalog. */
  private static final String TIME_ZONE =
      """
      SELECT substr(v, strpos(v, '=') + 1)
      FROM pg_db_role_setting s, unnest(s.setconfig) v
      WHERE lower(v) LIKE 'timezone=%'
        AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        AND s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
      ORDER BY s.setdatabase <> 0 AND s.setrole <> 0 DESC, s.setrole <> 0 DESC,
        s.setdatabase <> 0 DESC
      LIMIT 1\
      """;

  private final ReadTransaction transaction;

  ServerReading(ReadTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * @throws SQLException when the connection is gone
   */
  Optional<Server> read(int major) throws SQLException {
    Optional<Sessions> poolMode = transaction.attempt(this::poolMode).flatMap(mode -> mode);
    return transaction.part("version, encoding and extensions", () -> server(major, poolMode));
  }

  private Server server(int major, Optional<Sessions> poolMode) throws SQLException {
    List<Extension> extensions = new ArrayList<>();
    transaction.each(
        EXTENSIONS,
        row ->
            extensions.add(
                new Extension(ReadTransaction.text(row, 1), ReadTransaction.text(row, 2))));
    return new Server(
        transaction.one("SHOW server_version").split(" ", 2)[0],
        major,
        transaction.one(ENCODING),
        transaction.one(COLLATION),
        Optional.of(transaction.one(TIME_ZONE)).filter(zone -> !zone.isEmpty()),
        poolMode,
        extensions);
  }

  /** PostgreSQL itself refuses the question. */
  private Optional<Sessions> poolMode() throws SQLException {
    return switch (transaction.one("SHOW pool_mode").toLowerCase(Locale.ROOT)) {
      case "transaction", "statement" -> Optional.of(Sessions.TRANSACTION_POOLER);
      case "session" -> Optional.of(Sessions.SESSION_POOLER);
      default -> Optional.empty();
    };
  }
}
