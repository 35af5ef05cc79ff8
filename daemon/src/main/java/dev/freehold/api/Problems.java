package dev.freehold.api;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns what was thrown into an answer. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void install(JavalinConfig config) {
    config.routes.exception(FreeholdException.class, (e, ctx) -> answer(ctx, Problem.of(e)));
    config.routes.exception(HttpResponseException.class, Problems::refused);
    config.routes.exception(EofException.class, (_, _) -> {});
    config.routes.exception(Exception.class, (e, ctx) -> answer(ctx, unexpected(e)));
    config.router.javaLangErrorHandler(Problems::broken);
  }

  /** A full disk can fail any write anywhere, and is nobody's mistake. */
  private static Problem unexpected(Exception e) {
    return MachineError.isNoRoom(e)
        ? Problem.of(MachineError.noRoom("The request failed", e))
        : bug(e);
  }

  static void answer(Context context, Problem problem) {
    context.status(problem.status()).contentType(Problem.CONTENT_TYPE).result(Json.write(problem));
  }

  /** Logged here and nowhere else. */
  static Problem bug(Throwable cause) {
    LOG.error("a request failed by a mistake of ours", cause);
    return Problem.bug();
  }

  /** What Javalin itself refuses: paths, methods, and a body that grows too large in coming. */
  private static void refused(HttpResponseException e, Context context) {
    if (e.getStatus() == 405) {
      context.header("Allow", e.getDetails().getOrDefault("availableMethods", ""));
    }
    answer(context, e.getStatus() >= 500 ? bug(e) : Problem.of(named(e, context)));
  }

  private static UserError named(HttpResponseException e, Context context) {
    return switch (e.getStatus()) {
      case 404 ->
          new UserError(
              "api.not-found",
              "There is nothing at this path.",
              "GET /v1/openapi.yaml lists every operation.");
      case 405 ->
          new UserError(
              "api.method-not-allowed",
              "This path has no operation " + context.method().name() + ".",
              "GET /v1/openapi.yaml lists every operation.");
      case 413 -> BodyRules.tooLarge(Route.Body.JSON);
      default ->
          new UserError(
              "api.request-invalid",
              "The request can't be understood.",
              "GET /v1/openapi.yaml describes every operation.");
    };
  }

  /** Errors of the virtual machine don't pass through Javalin's exception handlers. */
  private static void broken(HttpServletResponse response, Error error) {
    Problem problem = bug(error);
    response.setStatus(problem.status());
    response.setContentType(Problem.CONTENT_TYPE);
    try {
      response.getOutputStream().write(Json.write(problem).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.error("the answer to a failed request could not be written", e);
    }
  }
}
