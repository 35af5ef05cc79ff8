package dev.freehold.databases.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Connects as an address says. Only what is named here reaches the driver: it knows parameters that
 * load classes and write files.
 */
final class Login {
  static final int CONNECT_SECONDS = 5;

  /** Longer than any statement may take. */
  private static final int READ_SECONDS = 7;

  private static final String MOST_BYTES = "32M";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private Login() {}

  /**
   * @throws SQLException its message may hold the user's name
   */
  static Connection open(PostgresAddress address) throws SQLException {
    String hosts =
        address.hosts().stream().map(PostgresHost::text).collect(Collectors.joining(","));
    Connection connection =
        new Driver()
            .connect(
                "jdbc:postgresql://"
                    + hosts
                    + "/"
                    + URLEncoder.encode(address.database(), StandardCharsets.UTF_8),
                properties(address));
    if (connection == null) {
      throw new SQLException("The driver does not take the address.");
    }
    return connection;
  }

  private static Properties properties(PostgresAddress address) {
    var properties = new Properties();
    PGProperty.USER.set(properties, address.user());
    // without one the driver would look for the password of this machine's user
    PGProperty.PASSWORD.set(properties, address.password());
    PGProperty.APPLICATION_NAME.set(properties, "freehold");
    PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
    PGProperty.SOCKET_TIMEOUT.set(properties, READ_SECONDS);
    PGProperty.MAX_RESULT_BUFFER.set(properties, MOST_BYTES);
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    // a pooler gives the session to somebody else after the transaction: nothing may be set or
    // prepared outside of one
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    encryption(address.parameters(), properties);
    String options = address.parameters().getOrDefault("options", "");
    if (!options.isEmpty()) {
      PGProperty.OPTIONS.set(properties, options);
    }
    return properties;
  }

  private static void encryption(Map<String, String> parameters, Properties properties) {
    String mode = sslMode(parameters);
    PGProperty.SSL_MODE.set(properties, mode);
    if (mode.startsWith("verify-")) {
      PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    String binding = parameters.getOrDefault("channel_binding", "");
    if (Set.of("disable", "prefer", "require").contains(binding)) {
      PGProperty.CHANNEL_BINDING.set(properties, binding);
    }
  }

  /** As libpq takes it, and what Node's drivers say in its place. */
  static String sslMode(Map<String, String> parameters) {
    String mode = parameters.getOrDefault("sslmode", "").toLowerCase(Locale.ROOT);
    if (SSL_MODES.contains(mode)) {
      return mode;
    }
    boolean asked = Set.of("true", "1").contains(parameters.getOrDefault("ssl", ""));
    return mode.equals("no-verify") || asked ? "require" : "prefer";
  }
}
