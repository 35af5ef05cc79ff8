package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.HostRule;
import dev.freehold.detect.oldhost.Place;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.detect.oldhost.RuleFiles;
import dev.freehold.detect.oldhost.TakenRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes over what the host did for which an app was made: each rule of it is taken over or named
 * with a reason.
 */
final class OldHostRules {
  private static final String SUBJECT = "old host";

  /** More reasons than this nobody reads. */
  private static final int MOST_NAMED = 100;

  private final Project project;
  private final FrameworkRule.Match match;
  private final String folder;
  private final List<Redirect> redirects;
  private final List<HeaderRule> headers;
  private final Set<String> agreed;
  private final List<ProxyRule> proxies;
  private final List<ProxyRule> open = new ArrayList<>();
  private final List<Conclusion> conclusions;
  private Optional<String> fallback;
  private int notTaken;

  private OldHostRules(Project project, FrameworkRule.Match match, Set<String> agreed) {
    this.project = project;
    this.match = match;
    this.agreed = agreed;
    this.proxies = new ArrayList<>(match.serving().proxies());
    this.redirects = new ArrayList<>(match.serving().redirects());
    this.headers = new ArrayList<>(match.serving().headers());
    this.folder = folder(project, match);
    this.conclusions = new ArrayList<>(match.conclusions());
    this.fallback = match.serving().spaFallback();
  }

  /**
   * How an app is served by its own rules, and what is said of it.
   *
   * @param open rules that wait for somebody to agree
   */
  record Applied(Serving serving, List<Conclusion> conclusions, List<ProxyRule> open) {}

  /**
   * @param agreed hosts that visitors' requests may be passed on to
   */
  static Applied apply(Project project, FrameworkRule.Match match, Set<String> agreed) {
    var rules = new OldHostRules(project, match, agreed);
    TakenRules.of(RuleFiles.read(project.files()::text, rules.folder), rules::isPage)
        .forEach(rules::take);
    if (rules.notTaken > MOST_NAMED) {
      rules.conclude(
          (rules.notTaken - MOST_NAMED) + " more rules are not taken over",
          "the first " + MOST_NAMED + " are named");
    }
    return new Applied(
        match
            .serving()
            .withProxies(rules.proxies)
            .with(rules.fallback, rules.redirects, rules.headers),
        List.copyOf(rules.conclusions),
        List.copyOf(rules.open));
  }

  /** Files of which folder a build publishes as they are. */
  private static String folder(Project project, FrameworkRule.Match match) {
    if (match.buildScript().isEmpty()) {
      return match.output();
    }
    boolean copied = match.buildScript().get().contains("_redirects");
    return copied && project.files().has("_redirects") ? "" : "public";
  }

  private boolean isPage(String path) {
    String below = folder.isEmpty() ? path : folder + "/" + path;
    return path.isEmpty()
        || path.equals("index.html")
        || project.files().has(below)
        || project.files().has(below + ".html")
        || project.files().has(below + "/index.html");
  }

  private void take(HostRule rule) {
    switch (rule) {
      case HostRule.NotTaken(Place place, String why) -> notTaken(place, why);
      case HostRule.SoAnyhow(Place place, String how) ->
          conclude(place.text(), place.shown() + ": " + how);
      case HostRule.Proxy proxy -> passOn(proxy);
      case HostRule.Moved(Place place, Redirect redirect) -> {
        if (refused(place)) {
          return;
        }
        redirects.add(redirect);
        conclude(
            shortened(redirect.from()) + " leads to " + shortened(redirect.to()),
            place.shown()
                + ", taken over with "
                + redirect.status()
                + (redirect.overFiles() ? ", before files" : ", where there is no file"));
      }
      case HostRule.Header(Place place, HeaderRule header) -> {
        if (refused(place)) {
          return;
        }
        headers.add(header);
        conclude(
            header.name() + " is sent for " + shortened(header.path()),
            place.shown() + ", taken over: " + shortened(header.value()));
      }
      case HostRule.Fallback(Place place, String page) -> fallback(place, page);
    }
  }

  private void passOn(HostRule.Proxy proxy) {
    Place place = proxy.place();
    String prefix = proxy.prefix();
    if (refused(place)) {
      return;
    }
    Optional<String> other = answeredBy(prefix);
    if (other.isPresent()) {
      notTaken(place, other.get() + " answers there already");
    } else if (!proxy.overFiles() && hasFilesBelow(prefix)) {
      notTaken(
          place, "it counted only where there is no file, and the app has files below " + prefix);
    } else {
      URI host = URI.create("https://" + proxy.host());
      var rule = new ProxyRule(prefix, host, proxy.path());
      if (agreed.contains(proxy.host())) {
        proxies.add(rule);
        conclude(
            "what visitors send to " + prefix + " goes to " + host + shortened(rule.target()),
            place.shown() + ", taken over: you agreed to " + proxy.host());
      } else {
        open.add(rule);
        notTaken(
            place,
            "what visitors send to "
                + prefix
                + " would go to "
                + proxy.host()
                + ", and nobody agreed to that, so the page gets nothing there; to agree: freehold"
                + " deploy --allow-proxy "
                + proxy.host());
      }
    }
  }

  /** Who answers some of these addresses as the app is. */
  private Optional<String> answeredBy(String prefix) {
    Stream<String> hosts =
        match.serving().proxies().stream()
            .filter(rule -> isOneBelowTheOther(rule.prefix(), prefix))
            .map(rule -> rule.upstream().getHost());
    Stream<String> servers =
        match.serving().services().stream()
            .filter(service -> isOneBelowTheOther(service.prefix() + "/", prefix))
            .map(_ -> "the app's own server");
    return Stream.concat(hosts, servers).findFirst();
  }

  private static boolean isOneBelowTheOther(String one, String two) {
    return one.startsWith(two) || two.startsWith(one);
  }

  private boolean hasFilesBelow(String prefix) {
    String below = folder.isEmpty() ? prefix.substring(1) : folder + prefix;
    return project.files().paths().stream().anyMatch(path -> path.startsWith(below));
  }

  private void fallback(Place place, String page) {
    if (refused(place)) {
      return;
    }
    String routing = "addresses that match no file answer " + page;
    if (fallback.equals(Optional.of(page))) {
      conclude(place.text(), place.shown() + ": " + routing + " here as well");
    } else if (project.overrides().of(Key.FALLBACK).isPresent()) {
      notTaken(place, Conclusions.SET);
    } else if (fallback.isPresent()) {
      notTaken(place, fallback.get() + " answers addresses that match no file");
    } else if (!isPage(page)) {
      notTaken(place, "there is no " + page);
    } else {
      fallback = Optional.of(page);
      conclusions.removeIf(conclusion -> conclusion.subject().equals("routing"));
      conclusions.add(new Conclusion("routing", routing, place.shown() + " says so"));
    }
  }

  /** A server that answers everything is asked for what is no file, and knows no such rules. */
  private boolean refused(Place place) {
    boolean refused =
        match.serving().services().stream().anyMatch(service -> service.prefix().equals("/"));
    if (refused) {
      notTaken(place, "the app's own server answers every address, so it has to do this itself");
    }
    return refused;
  }

  private void notTaken(Place place, String why) {
    notTaken++;
    if (notTaken <= MOST_NAMED) {
      conclude("not taken over: " + place.text(), place.shown() + ": " + why);
    }
  }

  private void conclude(String value, String reason) {
    conclusions.add(new Conclusion(SUBJECT, value, reason));
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 79) + "…" : text;
  }
}
