package dev.freehold.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error (RFC 9457).
 *
 * @param code stable; what programs decide by
 * @param remedy what to do next
 * @param providerRequestId the provider's own id of the request that failed
 * @param retryable whether the same may succeed later; only where a provider failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String remedy,
    @Nullable String providerRequestId,
    @Nullable Boolean retryable) {

  static final String CONTENT_TYPE = "application/problem+json";

  private static final List<String> CONFLICTS =
      List.of(
          "conflict",
          "conflict-moved",
          "conflict-none",
          "conflict-unsettled",
          "busy",
          "stale",
          "not-cancellable");

  static Problem of(FreeholdException error) {
    return switch (error) {
      case UserError e -> of(userStatus(e.code()), e);
      case MachineError e -> of(503, e);
      case ProviderError e ->
          of(502, e.code(), e.getMessage(), e.remedy(), e.requestId(), e.retryable());
    };
  }

  static Problem of(int status, String code, String detail, String remedy) {
    return of(status, code, detail, remedy, null, null);
  }

  /** A mistake of ours; what exactly happened is in the daemon's log only. */
  static Problem bug() {
    return of(
        500,
        "internal.bug",
        "Freehold made a mistake and could not answer.",
        "Please report it with the end of the daemon's log; 'freehold daemon status' says where"
            + " the log is.");
  }

  private static Problem of(int status, FreeholdException error) {
    return of(status, error.code(), error.getMessage(), error.remedy(), null, null);
  }

  private static Problem of(
      int status,
      String code,
      String detail,
      String remedy,
      @Nullable String providerRequestId,
      @Nullable Boolean retryable) {
    return new Problem(
        "about:blank",
        HttpStatus.getMessage(status),
        status,
        detail,
        code,
        remedy,
        providerRequestId,
        retryable);
  }

  /** 400 to 415 for what the transport refuses; of the rooms' codes the ending decides. */
  private static int userStatus(String code) {
    return switch (code) {
      case "api.json-invalid", "api.field-invalid", "api.request-invalid", "api.charset" -> 400;
      case "api.cross-origin", "api.host", "api.foreign-user" -> 403;
      case "api.not-found", "deployment.no-screenshot" -> 404;
      case "api.method-not-allowed" -> 405;
      case "api.content-type" -> 415;
      case "api.too-many-streams" -> 429;
      case String other when other.endsWith(".unknown") || other.contains(".unknown-") -> 404;
      case String other when CONFLICTS.stream().anyMatch(end -> endsWith(other, end)) -> 409;
      case String other when endsWith(other, "too-large") -> 413;
      default -> 422;
    };
  }

  private static boolean endsWith(String code, String ending) {
    return code.endsWith("." + ending) || code.endsWith("-" + ending);
  }
}
