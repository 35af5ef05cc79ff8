package dev.freehold.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a database address with a real password from one in a manual. */
final class DatabaseUrls {
  static final Pattern PATTERN =
      Pattern.compile(
          "(?:postgres(?:ql)?|mysql|mariadb|mongodb|redis|rediss|amqps?)(?:\\+[a-z0-9]{1,16}+)?://"
              + "(?<user>[^\\s:/@\"'`]{0,128}+):(?<value>[^\\s@\"'`]{1,256}+)"
              + "@(?<host>[^\\s/:?,\"'`]{1,253}+)");

  /** An address without a user whose path has an @ later on. */
  private static final Pattern PORT_AND_PATH = Pattern.compile("[0-9]{2,5}/.*");

  private static final Set<String> EXAMPLE_HOSTS =
      Set.of(
          "localhost",
          "127.0.0.1",
          "0.0.0.0",
          "::1",
          "host",
          "hostname",
          "server",
          "db",
          "database",
          "postgres",
          "postgresql",
          "mysql",
          "mariadb",
          "mongo",
          "mongodb",
          "redis",
          "rabbitmq",
          "host.docker.internal",
          "example.com");

  private DatabaseUrls() {}

  static boolean hasRealPassword(Candidate candidate) {
    String user = candidate.match().group("user");
    String password = candidate.value();
    String host = candidate.match().group("host").toLowerCase(Locale.ROOT);
    return !isExampleHost(host)
        && !Placeholders.isPlaceholder(password)
        && !password.equalsIgnoreCase(user)
        && password.length() >= 3
        && !PORT_AND_PATH.matcher(password).matches()
        && !password.chars().allMatch(c -> c == password.charAt(0));
  }

  private static boolean isExampleHost(String host) {
    return EXAMPLE_HOSTS.contains(host)
        || host.endsWith(".localhost")
        || host.matches("(?:.*\\.)?example\\.[a-z]+")
        || Placeholders.isPlaceholder(host);
  }
}
