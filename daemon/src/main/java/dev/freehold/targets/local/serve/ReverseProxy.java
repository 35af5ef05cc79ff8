package dev.freehold.targets.local.serve;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Passes requests on to another host or to a server of the app, and its answers back, as they come:
 * nothing is stored, so streams stay streams. To the visitor it is this host that answers:
 * redirects and cookies of another host become ones of this one.
 */
final class ReverseProxy extends ProxyHandler {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);

  /** Long polls are quiet for half a minute. */
  private static final Duration SILENT_AT_MOST = Duration.ofSeconds(90);

  /** An answer begins sooner, also from most servers that compute it for long. */
  private static final Duration USUAL = Duration.ofSeconds(10);

  /** A visitor with an event stream holds one all the time. */
  private static final int MOST_CONNECTIONS = 1024;

  private static final String RELEASE = "Freehold-Release";
  private static final String UPSTREAM = "freehold.upstream";
  private static final Pattern DOMAIN = Pattern.compile("(?i);\\s*domain=[^;]*");

  ReverseProxy(Server server) {
    setServer(server);
    // its selectors would keep the server's own pool from ending
    setUseServerThreadPool(false);
    setViaHost("freehold");
  }

  void pass(Request request, Response response, Callback callback, Upstream upstream) {
    startOnce();
    request.setAttribute(UPSTREAM, upstream);
    handle(request, response, callback);
  }

  /** Most processes never pass anything on, and its client takes a while to start. */
  private synchronized void startOnce() {
    LifeCycle.start(this);
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setConnectTimeout(CONNECTS_WITHIN.toMillis());
    client.setIdleTimeout(SILENT_AT_MOST.toMillis());
    client.setMaxConnectionsPerDestination(MOST_CONNECTIONS);
    client.setUserAgentField(null);
    client.setMaxRequestHeadersSize(SiteServer.MOST_HEADERS);
    client.setMaxResponseHeadersSize(SiteServer.MOST_HEADERS);
  }

  @Override
  protected HttpURI rewriteHttpURI(Request request) {
    return HttpURI.from(upstream(request).origin() + target(request));
  }

  @Override
  protected org.eclipse.jetty.client.Request newProxyToServerRequest(
      Request request, HttpURI onward) {
    Scheduler.Task late =
        getHttpClient()
            .getScheduler()
            .schedule(upstream(request).late(), USUAL.toMillis(), TimeUnit.MILLISECONDS);
    // not when the visitor gives up: most do before that
    return new VerbatimRequest(getHttpClient(), upstream(request).origin(), target(request))
        .method(request.getMethod())
        .onResponseBegin(answer -> late.cancel());
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    onward.headers(
        headers -> {
          if (!upstream(request).isOwn()) {
            headers.put(HttpHeader.HOST, upstream(request).origin().getRawAuthority());
          } else if (host != null) {
            headers.put(HttpHeader.HOST, host);
          }
          headers.put(HttpHeader.X_FORWARDED_FOR, Request.getRemoteAddr(request));
          headers.put(HttpHeader.X_FORWARDED_PROTO, request.isSecure() ? "https" : "http");
          if (host != null) {
            headers.put(HttpHeader.X_FORWARDED_HOST, host);
          }
        });
  }

  @Override
  protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
      Request request,
      org.eclipse.jetty.client.Request onward,
      Response response,
      Callback callback) {
    return new ProxyResponseListener(request, onward, response, callback) {
      @Override
      public void onHeaders(org.eclipse.jetty.client.Response answer) {
        super.onHeaders(answer);
        if (!upstream(request).isOwn()) {
          makeOurs(response, upstream(request));
        }
      }
    };
  }

  private static void makeOurs(Response response, Upstream upstream) {
    var headers = response.getHeaders();
    String location = headers.get(HttpHeader.LOCATION);
    if (location != null) {
      upstream.ours(location).ifPresent(ours -> headers.put(HttpHeader.LOCATION, ours));
    }
    List<String> cookies = headers.getValuesList(HttpHeader.SET_COOKIE);
    headers.remove(HttpHeader.SET_COOKIE);
    for (String cookie : cookies) {
      headers.add(new HttpField(HttpHeader.SET_COOKIE, DOMAIN.matcher(cookie).replaceAll("")));
    }
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request onward,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    if (response.isCommitted()) {
      callback.failed(failure);
      return;
    }
    unreachable(response, callback, upstream(request), failure instanceof TimeoutException);
  }

  /**
   * @param late whether it was reached and did not answer
   */
  static void unreachable(Response response, Callback callback, Upstream upstream, boolean late) {
    String release = response.getHeaders().get(RELEASE);
    response.reset();
    response.setStatus(late ? 504 : 502);
    if (release != null) {
      response.getHeaders().put(RELEASE, release);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, Answer.NO_STORE);
    String text =
        "This app's " + upstream.name() + (late ? " does not answer.\n" : " can't be reached.\n");
    Content.Sink.write(response, true, text, callback);
  }

  private static String target(Request request) {
    return upstream(request).target(request.getHttpURI().getPathQuery());
  }

  private static Upstream upstream(Request request) {
    return (Upstream) request.getAttribute(UPSTREAM);
  }
}
