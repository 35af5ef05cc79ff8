package dev.freehold.api;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The daemon itself: what it is, and the wish that it stops. */
public final class StatusRoutes {
  private final Supplier<DaemonStatus> status;
  private final Consumer<StopRequest> stop;

  /**
   * @param stop returns at once; the daemon stops behind
   */
  public StatusRoutes(Supplier<DaemonStatus> status, Consumer<StopRequest> stop) {
    this.status = status;
    this.stop = stop;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/status", ctx -> ctx.json(status.get())),
        new Route(
            HandlerType.POST,
            "/v1/stop",
            ctx -> {
              stop.accept(JsonBody.read(ctx, StopRequest.class));
              ctx.status(202).json(status.get());
            }));
  }

  /**
   * @param serving whether the process that serves the local apps ends as well
   */
  public record StopRequest(boolean serving) {}
}
