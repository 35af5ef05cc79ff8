package dev.freehold.databases.postgres;

import dev.freehold.base.PlainText;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/** What an error says, without what must not be shown. */
record Refusal(PostgresAddress address) {
  private static final int LONGEST = 160;

  /** The end of a sentence, without a full stop. */
  String words(SQLException e) {
    return server(e)
        .map(said -> "the server says: " + safe(said))
        .orElseGet(
            () ->
                cause(e)
                    .orElseGet(
                        () -> "the connection failed: " + safe(String.valueOf(e.getMessage()))));
  }

  private static Optional<String> server(SQLException e) {
    return e instanceof PSQLException own
        ? Optional.ofNullable(own.getServerErrorMessage())
            .flatMap(message -> Optional.ofNullable(message.getMessage()))
        : Optional.empty();
  }

  private static Optional<String> cause(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Optional<String> words =
          switch (cause) {
            case UnknownHostException _ -> Optional.of("no host has that name");
            case ConnectException _, NoRouteToHostException _ ->
                Optional.of("nothing answers there");
            case SocketException broken ->
                Optional.of("the connection fails: " + broken.getMessage());
            case SocketTimeoutException _ -> Optional.of("it does not answer in time");
            case SSLException _ ->
                Optional.of("the encryption that the address asks for does not come about");
            default -> Optional.empty();
          };
      if (words.isPresent()) {
        return words;
      }
    }
    return Optional.empty();
  }

  private String safe(String message) {
    if (address.secrets().stream().anyMatch(s -> !s.isEmpty() && message.contains(s))) {
      return "something that must not be shown";
    }
    String shown = PlainText.of(message.replace("\"" + address.user() + "\"", "***").strip());
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
  }
}
