package dev.freehold.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which database a variable leads to. Two variables with the same identity lead to the same one,
 * whatever their users, passwords and forms: a project at Supabase is known by its address, by its
 * database's own, by the pooler's and by its keys.
 *
 * @param identity for comparing; part of what may be a secret, so never shown
 */
public record DatabaseAddress(String identity) {
  private static final Pattern URL = Pattern.compile("(?<scheme>[a-z][a-z0-9+.]*)://(?<rest>.+)");
  private static final Pattern DATABASE_SCHEME =
      Pattern.compile(
          "(?:jdbc:)?(?:postgres(?:ql)?|mysql2?|mariadb|mongodb|rediss?|libsql|sqlserver|mssql"
              + "|cockroachdb|clickhouse|edgedb|neo4j)(?:\\+[a-z0-9]+)?");
  private static final Pattern SUPABASE_HOST =
      Pattern.compile("(?:db\\.)?([a-z0-9-]+)\\.supabase\\.(?:co|in|net)");
  private static final Pattern SUPABASE_POOLER = Pattern.compile(".+\\.pooler\\.supabase\\.com");
  private static final Pattern SERVICE_HOST =
      Pattern.compile(".+\\.(?:firebaseio\\.com|firebasedatabase\\.app|convex\\.cloud|turso\\.io)");
  private static final Pattern NAME =
      Pattern.compile(
          ".*(?:SUPABASE|FIREBASE|CONVEX|APPWRITE|POCKETBASE|DATABASE|POSTGRES|MYSQL|MARIADB|MONGO"
              + "|REDIS|TURSO|LIBSQL|UPSTASH|PLANETSCALE|HASURA).*"
              + "|(?:.*_)?(?:DB|PG|NEON)(?:_.*|HOST|USER|NAME|DATABASE|URL)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOCAL =
      Pattern.compile(
          "(?:localhost|127\\..*|\\[?::1]?|host\\.docker\\.internal|[a-z0-9_-]+)(?::\\d+)?");
  private static final Map<String, String> PORTS =
      Map.of("postgres", "5432", "postgresql", "5432", "mysql", "3306", "mongodb", "27017");

  private static final Pattern KEY =
      Pattern.compile(".*(?:KEY|TOKEN|SECRET)", Pattern.CASE_INSENSITIVE);

  /** Shorter ones are examples, which two databases may well have in common. */
  private static final int SHORTEST_KEY = 20;

  private static boolean isNamed(String name) {
    return NAME.matcher(name).matches();
  }

  /** Whether it is about a database: an address of one, a key to it, or called so. */
  public static boolean isMeant(String name, String value) {
    return isNamed(name) || of(name, value, "").isPresent();
  }

  /**
   * Empty where nothing tells which one it is.
   *
   * @param target where the app runs: an address on its own machine is another database on another
   *     target
   */
  public static Optional<DatabaseAddress> of(String name, String value, String target) {
    String text = value.strip();
    Matcher url = URL.matcher(text);
    if (url.matches()) {
      return ofUrl(name, url.group("scheme"), url.group("rest"), target);
    }
    if (name.endsWith("SUPABASE_PROJECT_ID") || name.endsWith("SUPABASE_PROJECT_REF")) {
      return supabase(text);
    }
    if (name.endsWith("FIREBASE_PROJECT_ID")) {
      return named("firebase " + text);
    }
    return ofKey(text).or(() -> isKey(name, text) ? named("key " + text) : Optional.empty());
  }

  private static Optional<DatabaseAddress> ofUrl(
      String name, String scheme, String rest, String target) {
    String base = rest.split("[?#]", 2)[0];
    int at = base.lastIndexOf('@');
    String user = at < 0 ? "" : base.substring(0, at).split(":", 2)[0];
    String[] parts = base.substring(at + 1).split("/", 2);
    String host = parts[0].toLowerCase(Locale.ROOT);
    Matcher supabase = SUPABASE_HOST.matcher(host.replaceFirst(":\\d+$", ""));
    if (supabase.matches()) {
      return supabase(supabase.group(1));
    }
    if (SUPABASE_POOLER.matcher(host.replaceFirst(":\\d+$", "")).matches() && user.contains(".")) {
      return supabase(user.substring(user.indexOf('.') + 1));
    }
    boolean isDatabase = DATABASE_SCHEME.matcher(scheme).matches();
    boolean isService = SERVICE_HOST.matcher(host).matches();
    if (!isDatabase && !isService && !isNamed(name)) {
      return Optional.empty();
    }
    String hosts = hosts(scheme.split("\\+", 2)[0], host);
    String path = parts.length > 1 && isDatabase ? "/" + parts[1].replaceFirst("/+$", "") : "";
    return named((LOCAL.matcher(hosts).matches() ? target + " " : "") + hosts + path);
  }

  /** Sorted, without the usual port, and without the word for a pool in front of the same one. */
  private static String hosts(String scheme, String hosts) {
    String usual = ":" + PORTS.getOrDefault(scheme, "none");
    return Arrays.stream(hosts.split(",", -1))
        .map(
            host -> host.endsWith(usual) ? host.substring(0, host.length() - usual.length()) : host)
        .map(host -> host.replaceFirst("-pooler(\\..*neon\\.tech)", "$1"))
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static Optional<DatabaseAddress> ofKey(String text) {
    return Jwt.parse(text)
        .map(Jwt::claims)
        .filter(claims -> claims.path("iss").asText().equals("supabase"))
        .map((JsonNode claims) -> claims.path("ref").asText())
        .filter(ref -> !ref.isBlank())
        .flatMap(DatabaseAddress::supabase);
  }

  private static boolean isKey(String name, String text) {
    return isNamed(name) && KEY.matcher(name).matches() && text.length() >= SHORTEST_KEY;
  }

  private static Optional<DatabaseAddress> supabase(String project) {
    return named("supabase " + project.toLowerCase(Locale.ROOT));
  }

  private static Optional<DatabaseAddress> named(String identity) {
    return Optional.of(new DatabaseAddress(identity));
  }

  /** Without the identity: it may be part of a secret. */
  @Override
  public String toString() {
    return "DatabaseAddress";
  }
}
