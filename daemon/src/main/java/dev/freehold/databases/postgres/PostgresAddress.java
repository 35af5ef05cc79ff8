package dev.freehold.databases.postgres;

import dev.freehold.databases.Sessions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address of a PostgreSQL database, taken apart as libpq does: {@code
 * postgresql://user:password@host:port/database?sslmode=require}. What drivers of other languages
 * add ({@code postgresql+asyncpg://}, {@code jdbc:}, Prisma's parameters) is let pass.
 *
 * @param hosts where the server may be, in the order of trying; not empty
 * @param password empty when none is given
 * @param parameters behind the question mark, by their names
 */
record PostgresAddress(
    List<PostgresHost> hosts,
    String user,
    String password,
    String database,
    Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?(?:\\+[a-z0-9_]+)?://"
              + "(?:(?<login>[^?#]*)@)?(?<hosts>[^/?#]*)(?:/(?<database>[^?#]*))?"
              + "(?:\\?(?<query>[^#]*))?(?:#.*)?",
          Pattern.CASE_INSENSITIVE);

  static boolean is(String address) {
    return FORM.matcher(address.strip()).matches();
  }

  /** Empty when it is none, or names no user or no host. */
  static Optional<PostgresAddress> parse(String address) {
    Matcher form = FORM.matcher(address.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = parameters(group(form, "query"));
    String[] login = group(form, "login").split(":", 2);
    String user = or(PercentCode.decoded(login[0]), parameters, "user");
    String password =
        or(login.length > 1 ? PercentCode.decoded(login[1]) : "", parameters, "password");
    String database = or(PercentCode.decoded(group(form, "database")), parameters, "dbname");
    List<PostgresHost> hosts =
        Arrays.stream(or(group(form, "hosts"), parameters, "host").split(","))
            .map(host -> PostgresHost.parse(host, parameters.getOrDefault("port", "")))
            .flatMap(Optional::stream)
            .toList();
    return user.isEmpty() || hosts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PostgresAddress(
                hosts, user, password, database.isEmpty() ? user : database, parameters));
  }

  Sessions sessions() {
    if (parameters.getOrDefault("pgbouncer", "").equals("true")) {
      return Sessions.TRANSACTION_POOLER;
    }
    return hosts.getFirst().sessions();
  }

  /** Where it leads to, as it may be shown. */
  String place() {
    return hosts.stream().map(PostgresHost::text).collect(Collectors.joining(","));
  }

  /** What must not be shown. */
  Collection<String> secrets() {
    return List.of(password, parameters.getOrDefault("password", ""));
  }

  private static String group(Matcher form, String name) {
    return Optional.ofNullable(form.group(name)).orElse("");
  }

  private static String or(String said, Map<String, String> parameters, String name) {
    return said.isEmpty() ? parameters.getOrDefault(name, "") : said;
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> PercentCode.decoded(pair[0]),
                pair -> PercentCode.decoded(pair[1]),
                (_, last) -> last));
  }

  /** Only what may be shown. */
  @Override
  public String toString() {
    return "PostgresAddress[" + place() + "]";
  }
}
