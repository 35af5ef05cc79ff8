package dev.freehold.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An error answer (RFC 9457) becomes the exception of whoever must act. */
final class Problems {
  private Problems() {}

  static RuntimeException of(Response response) throws IOException {
    String text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    if (!response.hasProblem()) {
      return unexpected(response.status());
    }
    try {
      return of(response.status(), Json.mapper().readTree(text));
    } catch (JsonProcessingException e) {
      return unexpected(response.status());
    }
  }

  private static RuntimeException of(int status, JsonNode problem) {
    String code = problem.path("code").asText("internal.bug");
    String detail = problem.path("detail").asText(problem.path("title").asText());
    String remedy = problem.path("remedy").asText();
    if (status >= 400 && status < 500) {
      return new UserError(code, detail, remedy);
    }
    return switch (status) {
      case 502 ->
          new ProviderError(
              code,
              detail,
              remedy,
              problem.path("retryable").asBoolean(),
              problem.path("providerRequestId").asText(null),
              null);
      case 503 -> new MachineError(code, detail, remedy);
      default -> new DaemonBug(code, detail, remedy);
    };
  }

  private static DaemonBug unexpected(int status) {
    return new DaemonBug(
        "internal.bug",
        "The daemon answered with status " + status + " and no explanation.",
        "Run 'freehold daemon stop' and try again; report it with the end of the daemon's log if it"
            + " stays.");
  }
}
