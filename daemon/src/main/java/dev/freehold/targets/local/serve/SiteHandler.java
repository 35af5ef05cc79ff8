package dev.freehold.targets.local.serve;

import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.ServeStatus;
import dev.freehold.targets.local.supervise.Supervisor;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.HostNames.Meaning;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * From a request to the site that it is for. A name that is not ours is refused on every port, so
 * that a web page which points its own name at this machine reads nothing.
 */
final class SiteHandler extends Handler.Abstract {
  private final Sites sites;
  private final Listeners listeners;
  private final String instance;
  private final Sender sender;
  private final Supervisor supervisor;

  SiteHandler(
      Sites sites, Listeners listeners, String instance, Sender sender, Supervisor supervisor) {
    this.sites = sites;
    this.supervisor = supervisor;
    this.listeners = listeners;
    this.instance = instance;
    this.sender = sender;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var visit =
        new Visit(
            request.getMethod(),
            Optional.ofNullable(request.getHttpURI().getQuery()).orElse(""),
            request.getHeaders());
    sender.send(answer(request, visit), request, response, callback);
    return true;
  }

  private Answer answer(Request request, Visit visit) throws IOException {
    Meaning meaning = HostNames.meaning(host(request));
    String raw = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    int port = Request.getLocalPort(request);
    Optional<Site> owner = listeners.owner(port);
    if (owner.isEmpty() && port != listeners.shared()) {
      return unknownHost();
    }
    if (owner.isPresent()) {
      boolean known = meaning instanceof Meaning.Loopback || isLive(meaning, owner.get());
      return known ? site(owner.get(), router -> router.live(raw, visit)) : unknownHost();
    }
    return switch (meaning) {
      case Meaning.Live(Site site) -> site(site, router -> router.live(raw, visit));
      case Meaning.Staged(Site site, String release) ->
          raw.equals(ServeStatus.READY_PATH) && visit.isReading()
              ? site(site, router -> router.readiness(release, visit.query()))
              : site(site, router -> router.staged(release, raw, visit));
      case Meaning.Loopback() -> visit.isReading() ? daemon(raw) : unknownHost();
      case Meaning.Unknown() -> unknownHost();
    };
  }

  @FunctionalInterface
  private interface Routing {
    Answer by(Router router) throws IOException;
  }

  private Answer site(Site site, Routing routing) throws IOException {
    Optional<SiteReader> reader = sites.find(site);
    return reader.isEmpty() ? unknownHost() : routing.by(new Router(reader.get(), supervisor));
  }

  /** What the daemon asks for. */
  private Answer daemon(String path) throws IOException {
    return switch (path) {
      case ServeStatus.INSTANCE_PATH -> instance();
      case ServeStatus.GONE_PATH -> endGone();
      default -> unknownHost();
    };
  }

  private Answer instance() throws IOException {
    listeners.cover(sites.all());
    return Answer.text(200, "text/plain", instance);
  }

  private Answer endGone() throws IOException {
    sites.forgetGone();
    listeners.closeGone(sites::exists);
    supervisor.endGone();
    return Answer.text(200, "text/plain", "ended");
  }

  private static Answer unknownHost() {
    return Answer.plain(421, "No app has this name here.");
  }

  private static boolean isLive(Meaning meaning, Site owner) {
    return meaning instanceof Meaning.Live(Site site) && site.equals(owner);
  }

  private static String host(Request request) {
    String host = Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST)).orElse("");
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }
}
