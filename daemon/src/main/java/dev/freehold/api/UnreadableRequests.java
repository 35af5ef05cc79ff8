package dev.freehold.api;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers in our form what Jetty refuses before any route sees it: broken HTTP, ambiguous paths,
 * and requests that come while the daemon stops.
 */
final class UnreadableRequests implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    Problem problem =
        status == 503
            ? Problem.of(
                503,
                "daemon.stopping",
                "The daemon is stopping.",
                "Try again in a moment; the freehold command starts it when needed.")
            : Problem.of(
                new UserError(
                    "api.request-invalid",
                    "The request is not well-formed HTTP.",
                    "GET /v1/openapi.yaml describes every operation."));
    response.setStatus(status >= 400 && status < 500 ? status : problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Content.Sink.write(response, true, Json.write(problem), callback);
    return true;
  }
}
