package dev.freehold.api;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API on its Unix socket. No TCP port is opened. The socket's folder is this user's alone
 * before the socket appears in it, because Java can't bind with a mode; the socket's own mode
 * follows, and each request's sender is checked again.
 */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final long STOP_MILLIS = 5_000;
  private static final long IDLE_MILLIS = 60_000;
  private static final long KEPT_BUFFERS = 2 << 20;

  private final Javalin javalin;
  private final EventStream events;

  private ApiServer(Javalin javalin, EventStream events) {
    this.javalin = javalin;
    this.events = events;
  }

  /**
   * Listens when this returns.
   *
   * @param lock of this home, acquired before anything of it was touched
   * @param routes the resources; the transport adds its own
   * @throws MachineError {@code daemon.already-running}, {@code daemon.socket-in-the-way}
   */
  public static ApiServer start(
      Home home, DaemonLock lock, List<Route> routes, EventStream events) {
    Path socket = home.socket();
    Home.privateFolder(folderOf(socket));
    try {
      SocketFile.clear(socket, DaemonLock.file(home));
      lock.writePid();
      return new ApiServer(listen(socket, routes, events), events);
    } catch (IOException e) {
      throw MachineError.io("Listening at " + socket, e);
    }
  }

  private static Javalin listen(Path socket, List<Route> routes, EventStream events)
      throws IOException {
    UserPrincipal self = Files.getOwner(folderOf(socket));
    Javalin javalin = Javalin.create(config -> configure(config, socket, self, routes, events));
    javalin.start();
    try {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      return javalin;
    } catch (IOException e) {
      javalin.stop();
      throw e;
    }
  }

  /** What the transport itself answers. */
  static List<Route> ownRoutes(EventStream events) {
    return List.of(
        new Route(HandlerType.GET, "/v1/events", events),
        new Route(HandlerType.GET, "/v1/openapi.yaml", new OpenApiFile()));
  }

  private static void configure(
      JavalinConfig config,
      Path socket,
      UserPrincipal self,
      List<Route> routes,
      EventStream events) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Route.Body.JSON.limit();
    config.http.defaultContentType = "application/json";
    config.jsonMapper(new JavalinJackson(Json.mapper(), true));
    config.jetty.modifyHttpConfiguration(ApiServer::strict);
    config.jetty.addConnector((server, http) -> connector(server, http, socket));
    config.jetty.modifyServer(
        server -> {
          server.insertHandler(new GracefulHandler());
          server.setStopTimeout(STOP_MILLIS);
          server.setErrorHandler(new UnreadableRequests());
        });
    Problems.install(config);
    config.routes.before(new RequestFilter(self));
    config.routes.after(new ReplySize());
    Stream.concat(routes.stream(), ownRoutes(events).stream()).forEach(route -> add(config, route));
  }

  private static void add(JavalinConfig config, Route route) {
    config.routes.addHttpHandler(
        route.method(),
        route.path(),
        context -> {
          BodyRules.check(context, route.body());
          route.handler().handle(context);
        });
  }

  private static void strict(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    // Stands in where a request names none; without it Jetty takes the socket's path for a host.
    http.setServerAuthority(new HostPort(RequestFilter.HOST));
  }

  private static UnixDomainServerConnector connector(
      Server server, HttpConfiguration http, Path socket) {
    var connector =
        new UnixDomainServerConnector(
            server, null, null, buffers(), -1, -1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  /** What is kept for the next connections; without a limit, all that was ever needed at once. */
  private static ByteBufferPool buffers() {
    return new ArrayByteBufferPool(-1, -1, -1, Integer.MAX_VALUE, KEPT_BUFFERS, KEPT_BUFFERS);
  }

  private static Path folderOf(Path socket) {
    Path folder = socket.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a socket has a folder: " + socket);
    }
    return folder;
  }

  /** Ends the event streams, lets running requests finish for up to 5 s, removes the socket. */
  @Override
  public void close() {
    try {
      events.close();
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.warn("requests that still ran after {} ms were cut off", STOP_MILLIS);
    }
  }
}
