package dev.freehold.databases.postgres;

import dev.freehold.databases.Sessions;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server may be.
 *
 * @param name in lower case and without brackets; a path when it is reached through a socket file
 */
record PostgresHost(String name, int port) {
  private static final int USUAL_PORT = 5432;
  private static final int SUPABASE_TRANSACTIONS = 6543;
  private static final Pattern FORM =
      Pattern.compile("(?:\\[(?<v6>[0-9a-f:.]+)]|(?<name>[\\w.-]+|[/@].*))(?::(?<port>\\d{1,5}))?");
  private static final Pattern SUPABASE = Pattern.compile(".+\\.supabase\\.(?:co|com)");
  private static final Pattern SUPABASE_POOLER = Pattern.compile(".+\\.pooler\\.supabase\\.com");
  private static final Pattern NEON_POOLER = Pattern.compile("[a-z0-9-]+-pooler\\..+");

  /**
   * @param otherPort of an address that says it in a parameter; may be empty
   */
  static Optional<PostgresHost> parse(String text, String otherPort) {
    Matcher form = FORM.matcher(PercentCode.decoded(text).toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    String port = Optional.ofNullable(form.group("port")).orElse(otherPort);
    return Optional.of(
        new PostgresHost(
            Optional.ofNullable(form.group("v6")).orElseGet(() -> form.group("name")),
            port.matches("\\d{1,5}") ? Integer.parseInt(port) : USUAL_PORT));
  }

  boolean isSocketFile() {
    return name.startsWith("/") || name.startsWith("@");
  }

  Sessions sessions() {
    boolean transactions = port == SUPABASE_TRANSACTIONS && SUPABASE.matcher(name).matches();
    if (transactions || NEON_POOLER.matcher(name).matches()) {
      return Sessions.TRANSACTION_POOLER;
    }
    return SUPABASE_POOLER.matcher(name).matches() ? Sessions.SESSION_POOLER : Sessions.DIRECT;
  }

  String text() {
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
