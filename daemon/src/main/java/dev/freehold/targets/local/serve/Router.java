package dev.freehold.targets.local.serve;

import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.targets.local.site.ServeStatus;
import dev.freehold.targets.local.supervise.AppInstance;
import dev.freehold.targets.local.supervise.Supervisor;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.RetainedRelease;
import dev.freehold.targets.site.RetiredWorker;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides what a path of a site is answered with. */
final class Router {
  /** Programs look here and not people: a page would be a wrong answer. */
  private static final List<String> NO_PAGES = List.of("api", ".well-known", "__freehold", "__l5e");

  private final SiteReader site;
  private final Supervisor supervisor;

  Router(SiteReader site, Supervisor supervisor) {
    this.site = site;
    this.supervisor = supervisor;
  }

  /** The whole answer comes from the one pointer that was read at its beginning. */
  Answer live(String rawPath, Visit visit) throws IOException {
    Optional<SitePointer> pointer = site.pointer();
    if (pointer.isEmpty()) {
      return OwnPages.nothingLive(visit);
    }
    return answer(pointer.get().live(), pointer.get().retained(), rawPath, visit);
  }

  Answer staged(String releaseName, String rawPath, Visit visit) throws IOException {
    Optional<ServedRelease> release = site.staged(releaseName);
    return release.isEmpty()
        ? OwnPages.nothingLive(visit)
        : answer(release.get(), List.of(), rawPath, visit);
  }

  private Answer answer(
      ServedRelease release, List<RetainedRelease> retained, String rawPath, Visit visit)
      throws IOException {
    Manifest manifest =
        site.manifest(release.artifactId())
            .orElseThrow(() -> new IOException("no manifest of " + release.releaseName()));
    Optional<RequestPath> path = RequestPath.parse(rawPath);
    if (path.isEmpty()) {
      return named(unreadable(release, manifest, visit), release.releaseName());
    }
    Optional<ProxyRule> rule = manifest.rule(path.get());
    boolean ours = path.get().isBelow("__freehold");
    if (rule.isPresent() && !ours) {
      return named(Answer.elsewhere(Upstream.host(rule.get(), path.get())), release.releaseName());
    }
    Optional<Service> service = manifest.service(path.get()).filter(_ -> !ours);
    if (service.isPresent()) {
      return fromServer(release, manifest, service.get(), retained, path.get(), visit);
    }
    if (!visit.isReading()) {
      return named(
          Answer.plain(405, "Only GET and HEAD work here.").with("Allow", "GET, HEAD"),
          release.releaseName());
    }
    return found(release, manifest, retained, path.get(), visit);
  }

  /** No file has such an address, but a server may know what to make of it. */
  private Answer unreadable(ServedRelease release, Manifest manifest, Visit visit) {
    return manifest
        .serverOfAll()
        .map(service -> fromServer(release, manifest, service, visit))
        .orElseGet(() -> Answer.plain(400, "This address can't be read."));
  }

  /** A server that answers everything need not send what is in a file. */
  private Answer fromServer(
      ServedRelease release,
      Manifest manifest,
      Service service,
      List<RetainedRelease> retained,
      RequestPath path,
      Visit visit)
      throws IOException {
    if (service.prefix().equals("/") && visit.isReading()) {
      Optional<Artifact.File> file = manifest.file(path.decoded());
      if (file.isPresent()) {
        return named(file(file.get(), visit).ok(), release.releaseName());
      }
      Optional<Answer> older = fromRetained(release, retained, path, visit);
      if (older.isPresent()) {
        return older.get();
      }
    }
    return named(fromServer(release, manifest, service, visit), release.releaseName());
  }

  private Answer fromServer(
      ServedRelease release, Manifest manifest, Service service, Visit visit) {
    AppInstance instance = supervisor.instance(site.folder(), release, manifest.serving());
    OptionalInt port = port(instance, service);
    return port.isPresent()
        ? Answer.elsewhere(Upstream.server(port.getAsInt(), () -> instance.suspect(service)))
        : OwnPages.notRunning(visit);
  }

  private static OptionalInt port(AppInstance instance, Service service) {
    try {
      return instance.port(service);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** See {@link ServeStatus#READY_PATH}. */
  Answer readiness(String releaseName, String by) throws IOException {
    Optional<ServedRelease> release = site.staged(releaseName);
    if (release.isEmpty()) {
      return Answer.plain(404, "Not staged.");
    }
    Serving serving =
        site.manifest(release.get().artifactId())
            .orElseThrow(() -> new IOException("no manifest of " + releaseName))
            .serving();
    var readiness =
        serving.isStatic()
            ? AppInstance.Readiness.READY
            : supervisor.staged(site.folder(), release.get(), serving, by).readiness();
    return Answer.text(200, "text/plain", readiness.name().toLowerCase(Locale.ROOT));
  }

  /** Starts the servers of what is live. */
  void startLive() throws IOException {
    Optional<ServedRelease> live = site.pointer().map(SitePointer::live);
    if (live.isPresent()) {
      Optional<Serving> serving = site.manifest(live.get().artifactId()).map(Manifest::serving);
      if (serving.isPresent() && !serving.get().isStatic()) {
        supervisor.instance(site.folder(), live.get(), serving.get());
      }
    }
  }

  private Answer found(
      ServedRelease release,
      Manifest manifest,
      List<RetainedRelease> retained,
      RequestPath path,
      Visit visit)
      throws IOException {
    if (path.decoded().equals(EnvScript.PATH)) {
      return named(
          Answer.text(200, "text/javascript", EnvScript.of(release.variables())),
          release.releaseName());
    }
    Answer answer = page(release, manifest, retained, path, visit);
    for (var header : manifest.rules().headers(path).entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private Answer page(
      ServedRelease release,
      Manifest manifest,
      List<RetainedRelease> retained,
      RequestPath path,
      Visit visit)
      throws IOException {
    Optional<CompiledRules.Move> before = manifest.rules().move(path, visit, true);
    if (before.isPresent()) {
      return named(moved(before.get()), release.releaseName());
    }
    Optional<Artifact.File> document = manifest.document(path);
    if (document.isPresent()) {
      return named(file(document.get(), visit).ok(), release.releaseName());
    }
    if (manifest.lacksSlash(path)) {
      return named(withSlash(path, visit), release.releaseName());
    }
    Optional<Answer> older = fromRetained(release, retained, path, visit);
    if (older.isPresent()) {
      return older.get();
    }
    Optional<CompiledRules.Move> move = manifest.rules().move(path, visit, false);
    if (move.isPresent()) {
      return named(moved(move.get()), release.releaseName());
    }
    Optional<Artifact.File> fallback = manifest.fallback();
    return named(
        fallback.isPresent() && isNavigation(path, visit)
            ? file(fallback.get(), visit).ok()
            : notFound(manifest, visit),
        release.releaseName());
  }

  /** Pages that were loaded before a switch still ask for the hashed assets of their release. */
  private Optional<Answer> fromRetained(
      ServedRelease live, List<RetainedRelease> retained, RequestPath path, Visit visit)
      throws IOException {
    for (RetainedRelease release : retained) {
      Optional<Artifact.File> asset =
          site.manifest(release.artifactId())
              .flatMap(manifest -> manifest.file(path.decoded()))
              .filter(Artifact.File::immutable);
      if (asset.isPresent()) {
        return Optional.of(named(file(asset.get(), visit).ok(), release.releaseName()));
      }
    }
    return retiredWorker(live, retained, path, visit);
  }

  private Optional<Answer> retiredWorker(
      ServedRelease live, List<RetainedRelease> retained, RequestPath path, Visit visit)
      throws IOException {
    if (!RetiredWorker.couldBe(path.decoded()) && !visit.wantsWorker()) {
      return Optional.empty();
    }
    for (RetainedRelease release : retained) {
      if (site.manifest(release.artifactId())
          .flatMap(manifest -> manifest.file(path.decoded()))
          .isPresent()) {
        return Optional.of(
            named(Answer.text(200, "text/javascript", RetiredWorker.SCRIPT), live.releaseName()));
      }
    }
    return Optional.empty();
  }

  private static boolean isNavigation(RequestPath path, Visit visit) {
    return !path.hasExtension() && NO_PAGES.stream().noneMatch(path::isBelow) && visit.wantsPage();
  }

  private Answer notFound(Manifest manifest, Visit visit) {
    return manifest
        .file("404.html")
        .filter(_ -> visit.wantsPage())
        .map(page -> file(page, visit).inPlaceOf(404))
        .orElseGet(() -> OwnPages.notFound(visit));
  }

  private static Answer withSlash(RequestPath path, Visit visit) {
    String query = visit.query().isEmpty() ? "" : "?" + visit.query();
    return Answer.plain(308, "Moved to " + path.raw() + "/")
        .with("Location", path.raw() + "/" + query)
        .with("Cache-Control", Answer.NO_CACHE);
  }

  /** Asked for again at every visit: the next release may lead elsewhere. */
  private static Answer moved(CompiledRules.Move move) {
    return Answer.plain(move.status(), "Moved to " + move.location())
        .with("Location", move.location())
        .with("Cache-Control", Answer.NO_CACHE);
  }

  private FileAnswer file(Artifact.File file, Visit visit) {
    return new FileAnswer(site.folder(), file, visit);
  }

  private static Answer named(Answer answer, String releaseName) {
    return answer.with("Freehold-Release", releaseName);
  }
}
