package dev.freehold.targets.local.serve;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.supervise.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty on the loopback address, and nothing else of it than HTTP/1.1. */
final class SiteServer {
  private static final Duration FINISHES_WITHIN = Duration.ofSeconds(5);
  private static final int THREADS = 400;

  /** What Node takes, 16 KiB, and what a proxy adds. Sessions are kept in cookies of that size. */
  static final int MOST_HEADERS = 32 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SiteServer.class);

  private final Server server;
  private final Listeners listeners;
  private final ReverseProxy proxy;
  private final Supervisor supervisor;

  private SiteServer(
      Server server, Listeners listeners, ReverseProxy proxy, Supervisor supervisor) {
    this.server = server;
    this.proxy = proxy;
    this.listeners = listeners;
    this.supervisor = supervisor;
  }

  /**
   * @param wanted the shared port that the user asked for
   * @param instance what tells this process from any other
   * @param supervisor of the apps' own servers; it is this one's to close
   */
  static SiteServer start(Home home, OptionalInt wanted, String instance, Supervisor supervisor)
      throws Exception {
    var threads = new QueuedThreadPool(THREADS, 4);
    threads.setName("serve");
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    var server = new Server(threads);
    server.setStopTimeout(FINISHES_WITHIN.toMillis());
    server.setErrorHandler(SiteServer::refuse);
    var sites = new Sites(home);
    var connector = new ManyPorts(server, http());
    server.addConnector(connector);
    var listeners = Listeners.open(connector, home, wanted);
    listeners.closeGone(sites::exists);
    listeners.cover(sites.all());
    var proxy = new ReverseProxy(server);
    var sender = new Sender(server.getByteBufferPool(), proxy);
    server.setHandler(
        new GracefulHandler(new SiteHandler(sites, listeners, instance, sender, supervisor)));
    server.start();
    sites.all().forEach(site -> startLive(sites, site, supervisor));
    return new SiteServer(server, listeners, proxy, supervisor);
  }

  /** One broken site must not keep the others from being served. */
  private static void startLive(Sites sites, Site site, Supervisor supervisor) {
    try {
      new Router(sites.find(site).orElseThrow(), supervisor).startLive();
    } catch (IOException | RuntimeException e) {
      LOG.error("The servers of {} in {} were not started.", site.app(), site.environment(), e);
    }
  }

  int port() {
    return listeners.shared();
  }

  /** Running requests are finished first. */
  void stop() throws Exception {
    try {
      server.stop();
    } finally {
      supervisor.close();
      LifeCycle.stop(proxy);
    }
  }

  private static HttpConnectionFactory http() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(MOST_HEADERS);
    configuration.setResponseHeaderSize(MOST_HEADERS);
    configuration.setMaxResponseHeaderSize(MOST_HEADERS);
    // Paths are judged by RequestPath, in one place.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return new HttpConnectionFactory(configuration);
  }

  /** What Jetty itself refuses: requests that are not HTTP, or failures of this process. */
  private static boolean refuse(Request request, Response response, Callback callback)
      throws IOException {
    int status = response.getStatus();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, Answer.NO_STORE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    String text =
        status >= 500 ? "This app can't be served right now.\n" : "This request can't be read.\n";
    Content.Sink.write(response, true, text, callback);
    return true;
  }
}
