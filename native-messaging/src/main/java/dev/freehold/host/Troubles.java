package dev.freehold.host;

import dev.freehold.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What others report, in the host's form. */
final class Troubles {
  private static final int LONGEST = 64 << 10;

  private Troubles() {}

  /** {@code {code, message, remedy}} of a command. */
  static Optional<Trouble> ofCommand(RawObject error) {
    return of(error, "message");
  }

  /** The problem (RFC 9457) in an answer of the daemon. */
  static Trouble ofAnswer(Response response) throws IOException {
    String text = new String(response.body().readNBytes(LONGEST), StandardCharsets.UTF_8);
    try {
      return of(RawObject.parse(text), "detail")
          .orElseGet(() -> unexplained(response.status()).trouble());
    } catch (Refusal e) {
      return unexplained(response.status()).trouble();
    }
  }

  static Refusal unexplained(int status) {
    return new Refusal(
        "host.answer-invalid",
        "The daemon gave an answer with status " + status + " that can't be understood.",
        "Run 'freehold daemon stop' and try again; report it if it stays.");
  }

  static Trouble lost(IOException cause) {
    return new Trouble(
        "host.connection-lost",
        "The connection to the daemon broke: " + cause.getMessage() + ".",
        "Ask again; if it stays, look at: freehold daemon status");
  }

  private static Optional<Trouble> of(RawObject error, String message) {
    return error
        .string("code")
        .map(
            code ->
                new Trouble(
                    code,
                    error.string(message).orElse("The daemon gave no explanation."),
                    error.string("remedy").orElse("Run: freehold doctor")));
  }
}
